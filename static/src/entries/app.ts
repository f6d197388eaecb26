// Every page's script: GOV.UK's components that we use, htmx, and the frame's own parts.
import { Button } from "govuk-frontend/dist/govuk/components/button/button.mjs";
import { Checkboxes } from "govuk-frontend/dist/govuk/components/checkboxes/checkboxes.mjs";
import { ErrorSummary } from "govuk-frontend/dist/govuk/components/error-summary/error-summary.mjs";
import { PasswordInput } from "govuk-frontend/dist/govuk/components/password-input/password-input.mjs";
import { Radios } from "govuk-frontend/dist/govuk/components/radios/radios.mjs";
import { createAll } from "govuk-frontend/dist/govuk/init.mjs";
import "../scripts/requests";
import { watchAlerts } from "../scripts/alerts";
import { fireKey } from "../scripts/fire";
import { watchIdle } from "../scripts/idle";
import { openMenus } from "../scripts/menus";
import { preparePaper } from "../scripts/paper";
import { searchBox } from "../scripts/search";
import { scrollTables } from "../scripts/tables";

document.body.classList.add("js-enabled", "govuk-frontend-supported");

function prepare(part: HTMLElement): void {
  for (const component of [Button, Checkboxes, ErrorSummary, PasswordInput, Radios]) {
    createAll(component, {}, part);
  }
  preparePaper(part);
  scrollTables(part);
}

prepare(document.body);
document.addEventListener("htmx:load", (event) => {
  if (event.target !== document.body) prepare(event.target as HTMLElement);
});
openMenus();
searchBox();
watchIdle();
watchAlerts();
fireKey();

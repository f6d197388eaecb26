// The register's page, and with it what every page does for the device. The shell that
// stands in for it without a network asks for the same script: one to fetch, one to keep.
import { personOfPage, start } from "../register/offline/start.ts";
import { showShell } from "../register/offline/shell.ts";
import { openRegister } from "../register/open.ts";
import { openRollCall } from "../rollcall/rollcall.ts";

const person = personOfPage();
const openKept = (place: HTMLElement, whose: number): void => {
  openRegister(place, whose);
  openRollCall(place, whose);
};
if (document.querySelector("[data-offline]")) void showShell(openKept);
else void start();
if (typeof person === "number") openRegister(document, person);

// The register's page, and with it what every page does for the device.
import { personOfPage, start } from "../register/offline/start.ts";
import { openRegister } from "../register/open.ts";

const person = personOfPage();
void start();
if (typeof person === "number") openRegister(document, person);

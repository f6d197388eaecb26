// A roll call's page: ticks go into the device's queue, and others' ticks are seen.
import { personOfPage } from "../register/offline/start.ts";
import { openRollCall } from "../rollcall/rollcall.ts";

const person = personOfPage();
if (typeof person === "number") openRollCall(document, person);

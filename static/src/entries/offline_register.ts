// The shell: a register drawn on the device, for when there is no network.
import { showShell } from "../register/offline/shell.ts";
import { openRegister } from "../register/open.ts";

void showShell(openRegister);

// The shell: a register drawn on the device, for when there is no network.
import { start } from "../register/offline/start.ts";

void start().catch(() => undefined);

// Every page but the register's own, which brings this with it.
import { start } from "../register/offline/start.ts";

void start();

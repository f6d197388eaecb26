// The month of a class: choosing sessions by mouse and keyboard.
import { choosing } from "../register/month.ts";

choosing();

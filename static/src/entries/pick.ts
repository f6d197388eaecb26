// Log a call: a pupil by keyboard.
import { picking } from "../scripts/pick";

picking();

// Pages with a part that fetches itself anew.
import { refreshing } from "../scripts/refresh";

refreshing();

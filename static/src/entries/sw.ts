// The service worker: with no network it answers a page's address with the shell, which
// draws what the device keeps. It stores the shell and nothing that a person was shown.
import { serve } from "../register/offline/worker.ts";

serve(self as unknown as ServiceWorkerGlobalScope);

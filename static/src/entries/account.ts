// The pages that make or ask for a passkey.
import { passkeys } from "../scripts/passkeys";

passkeys();

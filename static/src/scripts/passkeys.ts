// Passkeys: a form says which ceremony it wants; the browser answers; the form is sent.
// data-passkey: "add" with options in #js_data, "ask" likewise, "login" fetches its options.

type Creation = { publicKey: PublicKeyCredentialCreationOptionsJSON };
type Request = { publicKey: PublicKeyCredentialRequestOptionsJSON };
type Data = { creation_options?: Creation; request_options?: Request };

const REASONS: Record<string, string> = {
  NotAllowedError: "That was cancelled, or it took too long. Try again.",
  InvalidStateError: "This device already has a passkey for your account.",
  SecurityError: "Passkeys do not work at this address.",
};

function given(): Data {
  return JSON.parse(document.getElementById("js_data")?.textContent ?? "{}") as Data;
}

async function add(form: HTMLFormElement, options: Creation): Promise<Credential | null> {
  const json = structuredClone(options.publicKey);
  const alone = form.querySelector<HTMLInputElement>("[name=passwordless]")?.checked ?? false;
  json.authenticatorSelection = {
    ...json.authenticatorSelection,
    residentKey: alone ? "required" : "discouraged",
    requireResidentKey: alone,
    ...(alone && { userVerification: "required" }),
  };
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(json);
  return navigator.credentials.create({ publicKey });
}

async function ask(options: Request): Promise<Credential | null> {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options.publicKey);
  return navigator.credentials.get({ publicKey });
}

async function fetched(form: HTMLFormElement): Promise<Request> {
  const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
  return ((await answer.json()) as Data).request_options as Request;
}

async function credential(form: HTMLFormElement): Promise<Credential | null> {
  if (form.dataset.passkey === "add") return add(form, given().creation_options as Creation);
  if (form.dataset.passkey === "login") return ask(await fetched(form));
  return ask(given().request_options as Request);
}

async function submit(form: HTMLFormElement): Promise<void> {
  const field = form.querySelector<HTMLInputElement>("[name=credential]") as HTMLInputElement;
  const said = form.querySelector<HTMLElement>("[role=alert]") as HTMLElement;
  said.textContent = "";
  try {
    const answer = (await credential(form)) as PublicKeyCredential | null;
    if (!answer) return;
    field.value = JSON.stringify(answer.toJSON());
    form.submit();
  } catch (error) {
    const name = error instanceof Error ? error.name : "";
    said.textContent = REASONS[name] ?? "That did not work on this device. Use another way.";
  }
}

export function passkeys(): void {
  const able = typeof window.PublicKeyCredential?.parseRequestOptionsFromJSON === "function";
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-passkey]")) {
    form.hidden = !able;
    if (able) form.closest("[data-ways]")?.removeAttribute("hidden");
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void submit(form);
    });
  }
  for (const words of document.querySelectorAll<HTMLElement>("[data-passkey-missing]")) {
    words.hidden = able;
  }
}

// Asks the server, and reads its answer with suspicion: only JSON from this product counts.
// A sign-in page, a hotel's network or a proxy's error is no answer.

export type Body = Record<string, unknown>;

export type Answer =
  | { kind: "said"; body: Body }
  | { kind: "signed-out" }
  | { kind: "refused"; status: number; body: Body }
  | { kind: "unclear"; status: number };

// A network that neither answers nor fails must not hold the queue for longer.
const PATIENCE = 15_000;

/** Ask for JSON; `background` requests are no sign of life of the person. */
export function ask(url: string, { background = false } = {}): Promise<Answer> {
  return request(url, { headers: background ? { "X-Background": "1" } : {} });
}

/** Send JSON under a token. */
export function send(url: string, csrf: string, body: unknown): Promise<Answer> {
  return request(url, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRFToken": csrf },
    body: JSON.stringify(body),
  });
}

async function request(url: string, options: RequestInit): Promise<Answer> {
  try {
    const response = await fetch(url, {
      ...options,
      headers: { ...options.headers, Accept: "application/json" },
      cache: "no-store",
      credentials: "same-origin",
      // A redirect leads to a sign-in page, whose 200 must not be taken for an answer.
      redirect: "manual",
      signal: AbortSignal.timeout(PATIENCE),
    });
    return await read(response);
  } catch {
    return { kind: "unclear", status: 0 };
  }
}

async function read(response: Response): Promise<Answer> {
  const { status } = response;
  const isJson = response.headers.get("Content-Type")?.startsWith("application/json") ?? false;
  if (status === 401) return { kind: "signed-out" };
  if (!isJson || status >= 500) return { kind: "unclear", status };
  const body: unknown = await response.json();
  if (typeof body !== "object" || body === null) return { kind: "unclear", status };
  return response.ok
    ? { kind: "said", body: body as Body }
    : { kind: "refused", status, body: body as Body };
}

/** Return the server's sentence of a refusal, wherever an error page puts it. */
export function sentenceOf(body: Body): string {
  const inner = (body.error ?? body) as Body;
  return typeof inner.say === "string" ? inner.say : "";
}

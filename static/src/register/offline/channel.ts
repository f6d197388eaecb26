// Tells this page and this browser's other pages what changed; they read it from the queue.

export interface News {
  /** `typed`: something was put in; `queue`: answers were taken in; then how people leave. */
  kind: "typed" | "queue" | "signed-out" | "replaced";
  person: number;
  register?: string;
}

type Listener = (news: News) => void;

const listeners = new Set<Listener>();
const channel =
  typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel("rollbook-offline");
channel?.addEventListener("message", (event: MessageEvent<News>) => hear(event.data));

function hear(news: News): void {
  for (const listener of listeners) listener(news);
}

/** Tell this page and all others. */
export function tell(news: News): void {
  hear(news);
  tellOthers(news);
}

/** Tell all other pages. */
export function tellOthers(news: News): void {
  channel?.postMessage(news);
}

/** Listen to this page and all others; the answer stops it. */
export function listen(listener: Listener): () => boolean {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

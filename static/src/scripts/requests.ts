// htmx, and what every request of a script carries: the token of this moment, not of the page.
import htmx from "htmx.org";

declare global {
  interface Window {
    htmx: typeof htmx;
  }
}
window.htmx = htmx;

type Answered = { xhr: XMLHttpRequest; requestConfig: { headers: Record<string, string> } };

/** Read the CSRF token that the browser holds now; a sign-in changes it. */
export function csrfToken(): string {
  return document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? "";
}

/** Tell the rest of the page that the server heard from this person just now. */
export function heard(): void {
  document.dispatchEvent(new CustomEvent("rollbook:heard"));
}

document.addEventListener("htmx:configRequest", (event) => {
  const { headers } = (event as CustomEvent<{ headers: Record<string, string> }>).detail;
  headers["X-CSRFToken"] = csrfToken();
});

document.addEventListener("htmx:afterRequest", (event) => {
  const { xhr, requestConfig } = (event as CustomEvent<Answered>).detail;
  if (xhr.status === 401) document.dispatchEvent(new CustomEvent("rollbook:signed-out"));
  else if (xhr.status > 0 && !("X-Background" in requestConfig.headers)) heard();
});

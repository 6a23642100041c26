/** Whether a browser navigates with this request, rather than a script fetching. */
export function isNavigation({ headers }: Request): boolean {
  const mode = headers.get("sec-fetch-mode");
  if (mode !== null) return mode === "navigate";
  return (headers.get("accept") ?? "").includes("text/html");
}

/** Whether a visitor's browser posts a form with this request and shows what comes back. */
export function isFormPost(request: Request): boolean {
  const { headers } = request;
  const type = headers.get("content-type") ?? "";
  return (
    isNavigation(request) &&
    !headers.has("authorization") &&
    /^(multipart\/form-data|application\/x-www-form-urlencoded)/i.test(type)
  );
}

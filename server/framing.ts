/**
 * What another system's page says about itself before a browser is to show it in a frame. A browser does not
 * tell a page why a frame in it stays empty; the page's own headers do.
 */

export type PageState = {
  /**
   * `refused`: it forbids being framed by us. `failed`: it answers with an error, `status`. `unreachable`:
   * nobody answers. `unknown`: what it answers to a browser that is signed in there may be another thing.
   */
  state: "fine" | "refused" | "failed" | "unreachable" | "unknown";
  status: number | null;
};

const PATIENCE_MS = 8_000;

/** Does one source of `frame-ancestors` (CSP level 3, 6.6.2.7) name this origin? */
function names(source: string, origin: URL, page: URL): boolean {
  const wanted = source.toLowerCase();
  if (wanted === "*") return true;
  if (wanted === "'self'") return origin.origin === page.origin;
  if (wanted.endsWith(":") && !wanted.includes("/")) return origin.protocol === wanted;
  const read = /^(?:([a-z][a-z0-9+.-]*):\/\/)?(\*\.)?([^:/]+)(?::(\d+|\*))?(?:\/.*)?$/.exec(wanted);
  if (!read) return false;
  const [, scheme, wild, host, port] = read;
  const schemeIs = scheme === undefined ? [page.protocol, "https:"] : [`${scheme}:`];
  if (scheme === "http") schemeIs.push("https:");
  const hostIs = wild ? origin.hostname.endsWith(`.${host}`) : origin.hostname === host;
  const usual = origin.protocol === "https:" ? "443" : "80";
  const portIs = port === "*" || (port ?? usual) === (origin.port || usual);
  return schemeIs.includes(origin.protocol) && hostIs && portIs;
}

/** Do these headers of a page let it stand in a frame of `ours`? */
export function mayFrame(headers: Pick<Headers, "get">, page: URL, ours: URL): boolean {
  const policies = (headers.get("content-security-policy") ?? "").split(",");
  const ancestors = policies.flatMap((policy) =>
    policy
      .split(";")
      .map((directive) => directive.trim().split(/\s+/))
      .filter(([name]) => name?.toLowerCase() === "frame-ancestors"),
  );
  // Where there is one, browsers do not look at the older header.
  if (ancestors.length > 0) {
    return ancestors.every(([, ...sources]) => sources.some((source) => names(source, ours, page)));
  }
  const older = (headers.get("x-frame-options") ?? "").toLowerCase().split(",");
  const said = older.map((each) => each.trim());
  if (said.includes("deny")) return false;
  return !said.includes("sameorigin") || page.origin === ours.origin;
}

/**
 * Asks a page for its headers, as a stranger; its text is not read.
 * @param ours the origin of the page that would frame it.
 */
export async function askPage(address: string, ours: string, within = PATIENCE_MS): Promise<PageState> {
  let answer: Response;
  try {
    answer = await fetch(address, {
      redirect: "manual",
      credentials: "omit",
      signal: AbortSignal.timeout(within),
      headers: { accept: "text/html" },
    });
  } catch (error) {
    // That it is slow is told by the frame, whose browser may have another way to it.
    const late = error instanceof DOMException && error.name === "TimeoutError";
    return { state: late ? "unknown" : "unreachable", status: null };
  }
  await answer.body?.cancel();
  const { status, headers } = answer;
  if (status === 404 || status === 410 || status >= 500) return { state: "failed", status };
  if (status >= 300) return { state: "unknown", status };
  return { state: mayFrame(headers, new URL(address), new URL(ours)) ? "fine" : "refused", status };
}

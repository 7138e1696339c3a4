import type { DraftRef } from "#machines/draft/machine.ts";
import type { DraftView } from "#machines/wire/views.ts";
import { draftId, HOME } from "#machines/workspace/ids.ts";
import type { WorkspaceRef } from "#machines/workspace/machine.ts";
import { dataOf, faultOf } from "#ui/trpc/fault.ts";
import type { Api } from "./api.ts";
import type { Clock } from "./clock.ts";
import type { DraftCopies, DraftCopy } from "./draftCopies.ts";
import { createStore, type Store } from "./store.ts";
import { uuid } from "./uuid.ts";

/** The composer's field. */
export const MESSAGE = "message";

/** The server's texts could not be read: asked again so soon, while the line is live. */
const AGAIN = 2_000;

type Save = { session: string; field: string; text: string; baseRev: number };
export type DraftingParts = {
  api: Api;
  clock: Clock;
  window: string;
  actor: () => WorkspaceRef;
  copies: DraftCopies;
  /** Does a message with this draft's text wait to be sent? Then the text is not also a draft. */
  waits(session: string, text: string): boolean;
  live(): boolean;
};

/** Keeps drafts on the server, in the browser while the server has not got them, and alike in all windows. */
export class Drafting {
  private readonly parts: DraftingParts;
  private readonly saves = new Map<string, Promise<number | null>>();
  private readonly watched = new Set<DraftRef>();
  /** Texts that this tab is known to have given, by draft: finding one on the server is no conflict. */
  private readonly given = new Map<string, Set<string>>();
  /** What the server was last known to have in fields of forms, until a form asks for them. */
  private readonly views = new Map<string, Pick<DraftView, "text" | "rev">>();
  /** Saves that nobody answered, by draft: the server may have them. */
  private readonly unanswered = new Map<string, { text: string; baseRev: number }>();
  /** Drafts of which the server had something newer while a message was on its way. */
  private readonly behind = new Set<string>();
  private asked = false;
  private missed = false;
  /** Fields with text that is neither sent nor saved to its record, by session. */
  readonly unsaved: Store<Record<string, readonly string[]>> = createStore<Record<string, readonly string[]>>(
    {},
  );

  constructor(parts: DraftingParts) {
    this.parts = parts;
  }

  ref(session: string, field = MESSAGE): DraftRef | undefined {
    return this.parts.actor().getSnapshot().context.drafts[draftId(session, field)];
  }

  /** Makes the session's draft, or tells it what the server has. */
  open(session: string, view: Pick<DraftView, "text" | "rev"> | null, field = MESSAGE): void {
    const known = this.ref(session, field);
    const text = view && !this.parts.waits(session, view.text) ? view.text : "";
    if (known && text === "" && known.getSnapshot().context.text.trim() !== "") return;
    this.parts.actor().send({ type: "draft.opened", session, field, text, rev: view?.rev ?? 0 });
    this.watch(this.ref(session, field));
  }

  /** The draft of a form's field, made when the form first asks for it. */
  need(session: string, field: string): DraftRef | undefined {
    if (!this.ref(session, field)) {
      this.open(session, this.views.get(draftId(session, field)) ?? null, field);
    }
    return this.ref(session, field);
  }

  /** At the start: the server's texts, then what only this browser has. Home's forms have drafts too. */
  restore(sessions: readonly string[], views: readonly DraftView[]): void {
    const copies = this.parts.copies.take(this.parts.clock.now());
    const written = copies.filter((copy) => copy.field === MESSAGE).map((copy) => copy.session);
    for (const session of new Set([...sessions, ...written])) {
      const of = ({ field, session: id }: { session: string; field: string }) =>
        id === session && field === MESSAGE;
      this.takeUp(session, MESSAGE, views.find(of) ?? null, copies.find(of));
    }
    const shown = new Set([HOME, ...sessions]);
    const forms = new Map<string, { session: string; field: string }>();
    for (const view of views) {
      if (view.field === MESSAGE) continue;
      this.views.set(draftId(view.session, view.field), view);
      if (view.text !== "") forms.set(draftId(view.session, view.field), view);
    }
    for (const copy of copies) {
      if (copy.field !== MESSAGE) forms.set(draftId(copy.session, copy.field), copy);
    }
    for (const [id, { session, field }] of forms) {
      const copy = copies.find((each) => each.session === session && each.field === field);
      // What only this browser has goes to the server, also of a session that another window has closed.
      if (!copy && !shown.has(session)) continue;
      this.takeUp(session, field, this.views.get(id) ?? null, copy);
    }
  }

  private takeUp(
    session: string,
    field: string,
    view: Pick<DraftView, "text" | "rev"> | null,
    copy: DraftCopy | undefined,
  ): void {
    const serverText = view?.text ?? "";
    const serverRev = view?.rev ?? 0;
    if (!copy || copy.text === serverText || this.parts.waits(session, copy.text)) {
      this.open(session, view, field);
      return;
    }
    this.remember(session, field, copy.text);
    if (copy.baseRev >= serverRev || serverText === "") {
      this.open(session, view, field);
      this.ref(session, field)?.send({ type: "text.changed", text: copy.text });
      return;
    }
    // The server has another text on a later rev: both are shown.
    this.open(session, { text: "", rev: copy.baseRev }, field);
    this.ref(session, field)?.send({ type: "text.changed", text: copy.text });
    this.ref(session, field)?.send({ type: "remote.changed", text: serverText, rev: serverRev });
  }

  /** Another window saved: its text is fetched, since the log has none. */
  async refresh(): Promise<void> {
    if (this.asked) return;
    this.asked = true;
    // Several rows of the log at once are one question.
    await new Promise<void>((resolve) => this.parts.clock.after(30, resolve));
    this.asked = false;
    const views = await this.parts.api.drafts().catch(() => null);
    this.missed = views === null;
    if (!views) {
      this.parts.clock.after(AGAIN, () => this.again());
      return;
    }
    this.openForms(views);
    for (const ref of Object.values(this.parts.actor().getSnapshot().context.drafts)) {
      const { session, field, rev } = ref.getSnapshot().context;
      const view = views.find((draft) => draft.session === session && draft.field === field);
      if (view && view.rev > rev) this.hear(ref, view);
    }
  }

  /** The line is live: what could not be read of other windows' texts is read now. */
  again(): void {
    if (this.missed && this.parts.live()) void this.refresh();
  }

  /** A message of the session is with the server: its draft takes what it could not while it was on its way. */
  sent(session: string): void {
    const key = draftId(session, MESSAGE);
    if (this.behind.delete(key) || this.unanswered.has(key)) void this.refresh();
  }

  /** The server has something newer. */
  private hear(ref: DraftRef, { text: remote, rev }: Pick<DraftView, "text" | "rev">): void {
    const snapshot = ref.getSnapshot();
    const { session, field, text } = snapshot.context;
    const key = draftId(session, field);
    const tell = () => ref.send({ type: "remote.changed", text: remote, rev });
    if (snapshot.matches("sending") || this.parts.waits(session, remote)) {
      this.behind.add(key);
      return;
    }
    const own = this.unanswered.get(key);
    if (own?.text === remote && own.baseRev + 1 === rev) {
      // This window's own, given before it went out as a message: no draft any more. What is typed since is
      // saved over it.
      if (!snapshot.matches("clean") || text !== "") return;
      tell();
      ref.send({ type: "text.changed", text: "" });
      ref.send({ type: "save.now" });
      return;
    }
    if (snapshot.matches("conflict")) {
      tell();
      // Emptied elsewhere (sent, for example), or made the same: there is nothing to choose any more.
      if (remote === "" || remote === text) ref.send({ type: "text.chosen", text });
      return;
    }
    // Emptied elsewhere: what is being typed here stands, and is saved on the new base.
    const typed = !snapshot.matches("clean") && !snapshot.matches("saved") && text.trim() !== "";
    if (remote !== "" || !typed) tell();
  }

  /** Forms of open sessions that were begun in another window, or before the session was closed. */
  private openForms(views: readonly DraftView[]): void {
    const { sessions } = this.parts.actor().getSnapshot().context;
    for (const view of views) {
      const { session, field, text } = view;
      if (field === MESSAGE) continue;
      this.views.set(draftId(session, field), view);
      const shown = session === HOME || sessions[session] !== undefined;
      if (shown && text !== "" && !this.ref(session, field)) this.open(session, view, field);
    }
  }

  /** Gives everything to the server that it has not: on switch, hide, and when the line is back. */
  flush(session?: string): void {
    for (const ref of Object.values(this.parts.actor().getSnapshot().context.drafts)) {
      if (session === undefined || ref.getSnapshot().context.session === session)
        ref.send({ type: "save.now" });
    }
  }

  /** The page goes away: the browser delivers what it can, and the local copies stay until it has. */
  leave(): void {
    for (const ref of Object.values(this.parts.actor().getSnapshot().context.drafts)) {
      const snapshot = ref.getSnapshot();
      const { session, field, text, rev, given } = snapshot.context;
      if (snapshot.matches("conflict") || text === given) continue;
      this.remember(session, field, text);
      this.parts.api.saveDraftLeaving(uuid(), {
        session,
        field,
        text,
        baseRev: rev,
        window: this.parts.window,
      });
    }
  }

  /** The effect that the draft's chart asks for. */
  save(params: Save): void {
    const key = draftId(params.session, params.field);
    const done = this.give(params, 0);
    this.saves.set(key, done);
    void done.then(() => {
      if (this.saves.get(key) === done) this.saves.delete(key);
    });
  }

  /** The rev that the save under way ends in; null when there is none, or it failed. */
  settled(session: string, field = MESSAGE): Promise<number | null> {
    return this.saves.get(draftId(session, field)) ?? Promise.resolve(null);
  }

  private async give(params: Save, again: number): Promise<number | null> {
    const { session, field, text } = params;
    this.remember(session, field, text);
    try {
      const { rev } = await this.parts.api.saveDraft(uuid(), { ...params, window: this.parts.window });
      this.unanswered.delete(draftId(session, field));
      this.ref(session, field)?.send({ type: "save.done", rev });
      return rev;
    } catch (error) {
      const remote = remoteOf(error);
      if (faultOf(error).offline) this.unanswered.set(draftId(session, field), params);
      else if (remote) this.unanswered.delete(draftId(session, field));
      if (remote?.text === text) {
        this.ref(session, field)?.send({ type: "save.done", rev: remote.rev });
        return remote.rev;
      }
      const ours =
        remote && (remote.text === "" || this.given.get(draftId(session, field))?.has(remote.text));
      if (remote && ours && again < 3) return this.give({ ...params, baseRev: remote.rev }, again + 1);
      this.ref(session, field)?.send({ type: "save.failed", remote });
      return null;
    }
  }

  private remember(session: string, field: string, text: string): void {
    const key = draftId(session, field);
    const texts = this.given.get(key) ?? new Set();
    this.given.set(key, texts.add(text));
  }

  /** Unsaved work marks its session, here and in its chart. */
  private mark(session: string, field: string, unsaved: boolean): void {
    const marked = this.unsaved.get()[session] ?? [];
    if (marked.includes(field) === unsaved) return;
    const others = marked.filter((each) => each !== field);
    this.unsaved.update((all) => ({ ...all, [session]: unsaved ? [...others, field] : others }));
    const type = unsaved ? "draft.changed" : "draft.saved";
    this.parts.actor().getSnapshot().context.sessions[session]?.send({ type, field });
  }

  /** Writes the local copy while there is something that the server has not. */
  private watch(ref: DraftRef | undefined): void {
    if (!ref || this.watched.has(ref)) return;
    this.watched.add(ref);
    const { session: of, field: name, text: first } = ref.getSnapshot().context;
    this.mark(of, name, first.trim() !== "");
    ref.subscribe({
      next: (snapshot) => {
        const { session, field, text, rev, given } = snapshot.context;
        this.mark(session, field, text.trim() !== "");
        const safe =
          snapshot.matches("clean") ||
          snapshot.matches("saved") ||
          (snapshot.matches("sending") && text === "");
        if (safe || (text === "" && given === "")) this.parts.copies.drop(session, field);
        else this.parts.copies.put({ session, field, text, baseRev: rev, at: this.parts.clock.now() });
      },
      complete: () => this.watched.delete(ref),
      error: () => this.watched.delete(ref),
    });
  }
}

/** What a conflict says the server has. */
function remoteOf(error: unknown): { text: string; rev: number } | null {
  if (faultOf(error).code !== "CONFLICT") return null;
  const data = dataOf(error);
  const detail = data?.detail;
  const { text, rev } =
    typeof detail === "object" && detail !== null ? (detail as Record<string, unknown>) : {};
  return typeof text === "string" && typeof rev === "number" ? { text, rev } : null;
}

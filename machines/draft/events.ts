/** `rev` is the server's for this session and field; a save names the rev that its text is based on. */
export type DraftEvent =
  | { type: "text.changed"; text: string }
  /** On switch, hide and leave; and when the line is back. */
  | { type: "save.now" }
  | { type: "save.done"; rev: number }
  /** With `remote`: another window saved first. */
  | { type: "save.failed"; remote: { text: string; rev: number } | null }
  /** Another window saved; never this window's own save. */
  | { type: "remote.changed"; text: string; rev: number }
  /** The person's choice between the two, or what they made of both. */
  | { type: "text.chosen"; text: string }
  /** `id`: the message's and the command's UUID, from the wiring. */
  | { type: "send"; id: string }
  /** `rev`: of the draft, which was emptied in the same commit. */
  | { type: "send.confirmed"; id: string; rev: number | null }
  | { type: "send.refused"; id: string; reason: string };

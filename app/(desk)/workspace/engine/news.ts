import type { RecordChange } from "#machines/wire/records.ts";

/** A record was made or changed, by anybody; null: the line was cut for long, so any may have been. */
export type News = RecordChange | null;

/** Tells the pages that show records what the stream says of them. */
export class RecordNews {
  private readonly listeners = new Set<(news: News) => void>();

  /** @returns the way to stop. */
  subscribe(listener: (news: News) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  tell(news: News): void {
    for (const listener of this.listeners) listener(news);
  }
}

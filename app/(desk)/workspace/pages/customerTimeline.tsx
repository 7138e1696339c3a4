"use client";
import { useLiveRecords } from "./data.ts";
import { RecordTimeline } from "./timeline.tsx";

/** What happened with a conversation's customer before and beside it. */
export default function CustomerTimeline({ contact }: { contact: string }) {
  useLiveRecords();
  return <RecordTimeline kind="contact" id={contact} />;
}

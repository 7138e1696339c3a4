import type { CustomerView } from "#machines/wire/views.ts";
import { Avatar, type Tone } from "#ui/bits.tsx";

/** A name's letters; a visitor's letter with their number, since all visitors have the same letters. */
export function CustomerAvatar(props: { name: string; customer: CustomerView | undefined; tone?: Tone }) {
  const { name, customer, tone = "accent" } = props;
  if (customer?.kind !== "visitor") return <Avatar name={name} tone={tone} />;
  return (
    <Avatar name={name} tone={tone}>
      {name.slice(0, 1).toLocaleUpperCase()}
      {customer.number}
    </Avatar>
  );
}

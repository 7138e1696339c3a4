/** The id in what a command answered, under this name. @throws Error when it is not there. */
export function idIn(answer: unknown, name: string): string {
  const id =
    typeof answer === "object" && answer !== null
      ? Object.entries(answer).find(([key]) => key === name)?.[1]
      : undefined;
  if (typeof id !== "string") throw new Error(`the answer has no ${name}`);
  return id;
}

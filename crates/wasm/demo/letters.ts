/** The letters of a password with those at fault marked. */

/** A place in the password, in UTF-16 units; a finding that is about none has neither end. */
interface Place {
  readonly start?: number | undefined;
  readonly end?: number | undefined;
}

/** Writes a password into an element and marks the characters of the findings: readable, or a dot for each. Says whether there
 *  are any. */
export function markLetters(into: HTMLElement, password: string, findings: readonly Place[], readable: boolean): boolean {
  const spans = findings.flatMap(({ start, end }) => (start === undefined || end === undefined ? [] : { start, end }));
  into.replaceChildren();
  let place = 0;
  let run: HTMLElement | undefined;
  for (const { segment } of new Intl.Segmenter().segment(password)) {
    const marked = spans.some(({ start, end }) => place < end && place + segment.length > start);
    const name = marked ? "mark" : "span";
    if (run?.localName !== name) into.append((run = document.createElement(name)));
    run.append(readable ? segment : "•");
    place += segment.length;
  }
  return spans.length > 0;
}

/** A text no longer than this is sent in one piece, which is much faster. */
const WHOLE_CHARS = 262_144;
/** Parts of a longer one are gathered to about this size before they are sent. */
const CHUNK_CHARS = 65_536;

/** The parts as a body: one text when they are few, else a stream that makes them only as fast as they are read. */
export function toTextBody(parts: Iterable<string>): string | ReadableStream<Uint8Array> {
  const iterator = parts[Symbol.iterator]();
  const start = gather(iterator, WHOLE_CHARS);
  return start.isDone ? start.text : toTextStream(start.text, iterator);
}

function toTextStream(start: string, iterator: Iterator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    start(controller) {
      controller.enqueue(encoder.encode(start));
    },
    pull(controller) {
      const { text, isDone } = gather(iterator, CHUNK_CHARS);
      if (text !== "") controller.enqueue(encoder.encode(text));
      if (isDone) controller.close();
    },
    cancel() {
      iterator.return?.();
    },
  });
}

/** The next parts as one text of at least so many characters, unless they end before. */
function gather(iterator: Iterator<string>, chars: number): { text: string; isDone: boolean } {
  let text = "";
  while (text.length < chars) {
    const next = iterator.next();
    if (next.done) return { text, isDone: true };
    text += next.value;
  }
  return { text, isDone: false };
}

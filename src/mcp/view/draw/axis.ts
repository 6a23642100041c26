const CHARACTER_PX = 7;
const GAP_PX = 9;

/** Which labels of an axis have room beside each other, by their place; each stands above its own step. */
export function toShown(labels: readonly string[], stepPx: number): (index: number) => boolean {
  const labelPx = CHARACTER_PX * Math.max(...labels.map(({ length }) => length)) + GAP_PX;
  const every = Math.ceil(labelPx / stepPx);
  return (index) => index % every === 0 && (labels.length - index) * stepPx >= labelPx;
}

/** Why an imported line cannot become a point; the message is the line's `reason`. */
export class LineInvalid extends Error {}

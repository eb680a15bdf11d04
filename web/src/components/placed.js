import { Directive, directive, PartType } from "lit/directive.js";
import { nothing } from "lit";

/**
 * Sets style properties through the element's own style object. Lit's styleMap writes a style attribute the first time,
 * which the page's content security policy rightly refuses.
 * Use as an element directive: `<div ${placed({ top: "4px" })}>`.
 */
class Placed extends Directive {
  /** @param {import("lit/directive.js").PartInfo} part */
  constructor(part) {
    super(part);
    if (part.type !== PartType.ELEMENT) throw new Error("placed() belongs on the element itself");
  }

  /** @param {Record<string, string>} values property names as in CSSStyleDeclaration */
  render(values) { return values && nothing; }

  /** @param {any} part @param {[Record<string, string>]} args */
  update(part, [values]) {
    const style = part.element.style;
    for (const [name, value] of Object.entries(values)) if (style[name] !== value) style[name] = value;
    return nothing;
  }
}

export const placed = directive(Placed);

/** Which page of which file. @param {{source:string, sourcePage:number}} p */
export function keyOf(p) { return `${p.source}/${p.sourcePage}`; }

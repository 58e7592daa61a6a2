/** The last part of the path: `submitStage` has the route `…/submit-stage`. */
export const routeNameOf = (verb: string): string =>
  verb.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

/** The operation id of an act in the OpenAPI document, where each id must be unique. */
export const operationOf = (kind: string, verb: string): string =>
  `${verb}${kind.replaceAll(/(?:^|-)([a-z])/g, (_all, letter: string) => letter.toUpperCase())}`

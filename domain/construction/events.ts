export type ConstructionEvent = never

/** How one attempt to deliver a notice ended; `later`: it may be tried again; `never`: no further attempt can help. */
export type Attempt = { status: 'accepted' } | { status: 'later' | 'never'; error: string }

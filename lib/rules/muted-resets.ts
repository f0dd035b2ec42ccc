/** For how long no reset is emailed after the owner has said that nobody asked for one. */
export const RESETS_MUTED_HOURS = 6

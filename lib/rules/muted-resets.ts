/** For how long no reset is emailed after the account owner has canceled one that they did not request. */
export const RESETS_MUTED_HOURS = 6

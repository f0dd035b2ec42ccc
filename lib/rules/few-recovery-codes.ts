/** When no more than this many recovery codes are left, the account owner is asked to make new ones. */
export const FEW_RECOVERY_CODES = 3

export type FactorChange =
  | 'two-step-on'
  | 'two-step-off'
  | 'authenticator-app-replaced'
  | 'authenticator-app-removed'
  | 'authenticator-app-kept'
  | 'recovery-codes-made'
  | 'recovery-codes-kept'
  | 'passkey-added'
  | 'passkey-removed'
  | 'passkey-kept'
  | 'factors-reset'

type Texts = {
  subject: string
  happened: string
  /** What it means for the owner from now on. */
  now: string
  /** What securing the account does about it, and what is left to the owner. */
  afterwards: string
}

/** What the email about each change of two-step login and passkeys says. Each is true with and without passkeys. */
export function factorChangeTexts(appName: string): Record<FactorChange, Texts> {
  const people = `the people who run ${appName}`
  return {
    'two-step-on': {
      subject: `Two-step login is on for your ${appName} account`,
      happened: `Two-step login was turned on for your ${appName} account.`,
      now: 'From now on, the password alone isn’t enough to log in. You were logged out on every other device.',
      afterwards: `Securing your account suspends the authenticator app, passkeys and recovery codes that were added with it or later. Two-step login stays on. Without an older passkey, nobody can log in then, so ask ${people} to reset two-step login.`,
    },
    'two-step-off': {
      subject: `Two-step login is off for your ${appName} account`,
      happened: `Two-step login was turned off for your ${appName} account.`,
      now: 'From now on, the password is enough to log in. The authenticator app and the recovery codes no longer work. Passkeys, if you have any, still work. You were logged out on every other device.',
      afterwards:
        'Securing your account turns two-step login on again, with the authenticator app and the recovery codes that you had.',
    },
    'authenticator-app-replaced': {
      subject: `Your ${appName} account has a new authenticator app`,
      happened: `Someone set up a new authenticator app for your ${appName} account.`,
      now: 'Codes from any previous app no longer work. The recovery codes stay the same. You were logged out on every other device.',
      afterwards: 'Securing your account suspends the new app. If you had one before, that one works again.',
    },
    'authenticator-app-removed': {
      subject: `Your ${appName} authenticator app was removed`,
      happened: `The authenticator app was removed from your ${appName} account.`,
      now: 'Its codes no longer work. Two-step login is still on: log in with a passkey, or with the password and a recovery code. You were logged out on every other device.',
      afterwards:
        'Securing your account makes the app work again. Once you’ve logged in, check that every passkey is yours.',
    },
    'recovery-codes-made': {
      subject: `Your ${appName} recovery codes were replaced`,
      happened: `New recovery codes were made for your ${appName} account.`,
      now: 'The previous recovery codes no longer work. Nothing else has changed.',
      afterwards: 'Securing your account suspends the new codes, and the ones that you had before work again.',
    },
    'passkey-added': {
      subject: `A passkey was added to your ${appName} account`,
      happened: `A passkey was added to your ${appName} account.`,
      now: 'From now on, it can be used to log in without the password.',
      afterwards: `Securing your account suspends this passkey and any that was added later. Once you’ve logged in with your new password, remove it under Security, and check that the others are yours. If you can’t log in, ask ${people} to reset two-step login.`,
    },
    'passkey-removed': {
      subject: `A passkey was removed from your ${appName} account`,
      happened: `A passkey was removed from your ${appName} account.`,
      now: 'It can no longer be used to log in. You were logged out on every other device.',
      afterwards: 'Securing your account makes the passkey work again.',
    },
    'authenticator-app-kept': {
      subject: `A suspended app of your ${appName} account was kept`,
      happened: `An authenticator app of your ${appName} account had been suspended after “This wasn’t me”. Someone has now kept it.`,
      now: 'Its codes work again, and those of any other app no longer do. You were logged out on every other device if it replaced one.',
      afterwards: 'Securing your account suspends it again, and an app that it replaced works again.',
    },
    'recovery-codes-kept': {
      subject: `Suspended ${appName} recovery codes were kept`,
      happened: `Recovery codes of your ${appName} account had been suspended after “This wasn’t me”. Someone has now kept them.`,
      now: 'They work again, and other recovery codes no longer do.',
      afterwards: 'Securing your account suspends them again, and codes that they replaced work again.',
    },
    'passkey-kept': {
      subject: `A suspended passkey of your ${appName} account was kept`,
      happened: `A passkey of your ${appName} account had been suspended after “This wasn’t me”. Someone has now kept it.`,
      now: 'From now on, it can be used again to log in without the password.',
      afterwards: 'Securing your account suspends it again.',
    },
    'factors-reset': {
      subject: `Your ${appName} two-step login and passkeys were reset`,
      happened: `An operator reset two-step login and passkeys for your ${appName} account.`,
      now: 'Two-step login is now off, and the password is enough to log in. Your authenticator app, recovery codes and passkeys no longer work. You were logged out on every device.',
      afterwards: `Securing your account doesn’t bring them back, so also tell ${people} that you didn’t ask for this.`,
    },
  }
}

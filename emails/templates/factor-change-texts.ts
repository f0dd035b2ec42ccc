export type FactorChange =
  | 'two-step-on'
  | 'two-step-off'
  | 'authenticator-app-replaced'
  | 'authenticator-app-removed'
  | 'recovery-codes-made'
  | 'passkey-added'
  | 'passkey-removed'
  | 'factors-reset'

type Texts = {
  subject: string
  happened: string
  /** What it means for the owner from now on. */
  now: string
  /** What securing the account leaves as it is, and what the owner does about it. */
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
      afterwards: `Securing your account doesn’t change two-step login. If its authenticator app or passkey isn’t yours, ask ${people} to reset two-step login. Until then, you may be unable to log in.`,
    },
    'two-step-off': {
      subject: `Two-step login is off for your ${appName} account`,
      happened: `Two-step login was turned off for your ${appName} account.`,
      now: 'From now on, the password is enough to log in. The authenticator app and the recovery codes no longer work. Passkeys, if you have any, still work. You were logged out on every other device.',
      afterwards:
        'Securing your account doesn’t change two-step login. Once you’ve logged in with your new password, set it up again.',
    },
    'authenticator-app-replaced': {
      subject: `Your ${appName} account has a new authenticator app`,
      happened: `Someone set up a new authenticator app for your ${appName} account.`,
      now: 'Codes from any previous app no longer work. The recovery codes stay the same. You were logged out on every other device.',
      afterwards: `Securing your account doesn’t remove the new app. If the app isn’t yours, log in with your passkey or a recovery code and set up your own app. If you have neither, ask ${people} to reset two-step login.`,
    },
    'authenticator-app-removed': {
      subject: `Your ${appName} authenticator app was removed`,
      happened: `The authenticator app was removed from your ${appName} account.`,
      now: 'Its codes no longer work. Two-step login is still on: log in with a passkey, or with the password and a recovery code. You were logged out on every other device.',
      afterwards: `Securing your account doesn’t bring the app back. Once you’ve logged in, set it up again and check that every passkey is yours. If you can’t log in, ask ${people} to reset two-step login.`,
    },
    'recovery-codes-made': {
      subject: `Your ${appName} recovery codes were replaced`,
      happened: `New recovery codes were made for your ${appName} account.`,
      now: 'The previous recovery codes no longer work. Nothing else has changed.',
      afterwards:
        'Securing your account doesn’t change two-step login. Once you’ve logged in with your authenticator app or passkey, make new codes so that any copy someone else has stops working.',
    },
    'passkey-added': {
      subject: `A passkey was added to your ${appName} account`,
      happened: `A passkey was added to your ${appName} account.`,
      now: 'From now on, it can be used to log in without the password.',
      afterwards: `Securing your account also removes this passkey and any that was added later. Once you’ve logged in with your new password, check under Security that the others are yours. If you can’t log in, ask ${people} to reset two-step login.`,
    },
    'passkey-removed': {
      subject: `A passkey was removed from your ${appName} account`,
      happened: `A passkey was removed from your ${appName} account.`,
      now: 'It can no longer be used to log in. You were logged out on every other device.',
      afterwards: `Securing your account doesn’t bring the passkey back. Once you’ve logged in, you can add it again under Security. If you can’t log in, ask ${people} to reset two-step login.`,
    },
    'factors-reset': {
      subject: `Your ${appName} two-step login and passkeys were reset`,
      happened: `An operator reset two-step login and passkeys for your ${appName} account.`,
      now: 'Two-step login is now off, and the password is enough to log in. Your authenticator app, recovery codes and passkeys no longer work. You were logged out on every device.',
      afterwards: `Also tell ${people} that you didn’t ask for this.`,
    },
  }
}

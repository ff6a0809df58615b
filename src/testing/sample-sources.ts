/** Small files of an invented parcel courier, for tests of reporters. Hostile and awkward text is made from escapes. */

const ESCAPE = '\u001b[2J\u001b[31m';
const OVERRIDE = '\u202e';

/** A line as bundlers write it. */
const longLine = `${'const a=1;'.repeat(150)}report(request.body);${'let b=2;'.repeat(150)}`;

/** Invented; made in parts so that no scanner takes it for one that works. */
export const SAMPLE_SECRET = ['crr', 'live', 'Zm9vYmFyYmF6cXV4'].join('_');

export const sampleSources: Readonly<Record<string, string>> = {
  'apps/api/src/auth/sessions.ts': `import { log } from '../log.js';

export class Sessions {
  async open(courier: Courier): Promise<Session> {
    const session = await this.store.create(courier.id);
    log.info(\`session \${session.accessToken} opened for \${courier.email}\`);
    return session;
  }
}
`,
  'apps/api/src/couriers/lookup.service.ts': `import { notify } from '@courier/shared';

export class LookupService {
  async find(phone: string) {
    const sender = await this.senders.byPhone(phone);
    if (!sender) throw new NotFound(\`no sender with phone \${phone}\`);
    await notify('lookup', {
      name: sender.fullName,
      phone: sender.phone,
      address: sender.address,
    });
    return sender;
  }
}
`,
  'packages/shared/src/notifications/notify.ts': `import { log } from './log.js';

export async function notify(event: string, details: object) {
  const message = JSON.stringify(details);
  return deliver(event, message);
}

function deliver(event: string, message: string) {
  log.warn(event, message);
}
`,
  'apps/web/src/tracking/track.ts': `export function track(user: User, parcel: Parcel) {
\tmetrics.identify(user.id, { email: user.email, phone: user.phone, city: user.address.city });
\tmetrics.capture('parcel viewed', { number: parcel.number });
}
`,
  'apps/api/test/payments.test.ts': `const client = payments({
  key: '${SAMPLE_SECRET}',
});
`,
  'apps/api/src/收件/打印.ts': `export function 打印运单(收件人: 收件人信息) {
  日志.信息('打印运单 📦', 收件人.手机号码, 收件人.详细地址);
}
`,
  'apps/api/src/hostile.ts': `// what an attacker would like a terminal to do
audit.write('${ESCAPE}all clear${OVERRIDE}', user.email); //${ESCAPE}
`,
  'apps/api/dist-in/bundle.js': `${longLine}\n`,
};

import { createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';

/** A key pair with a certificate that it signed itself, each in PEM, and the certificate as bytes. */
export interface MadeCertificate {
  readonly certificate: string;
  readonly privateKey: string;
  readonly der: Buffer;
  readonly publicKey: KeyObject;
}

/** DER: a tag, the length of the content, the content. */
function der(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  const bytes = content.length.toString(16);
  const long = Buffer.from(bytes.padStart(bytes.length + (bytes.length % 2), '0'), 'hex');
  const length =
    content.length < 0x80 ? Buffer.of(content.length) : Buffer.concat([Buffer.of(0x80 + long.length), long]);
  return Buffer.concat([Buffer.of(tag), length, content]);
}

const sequence = (...parts: readonly Uint8Array[]): Buffer => der(0x30, ...parts);
const sha256WithRsa = sequence(Buffer.from('06092a864886f70d01010b0500', 'hex'));
const commonName = Buffer.from('0603550403', 'hex');

/** Makes a certificate for the tests: no key is kept in the repository, and none expires there. */
export function makeCertificate(modulusLength = 2_048): MadeCertificate {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength });
  const name = sequence(der(0x31, sequence(commonName, der(0x0c, Buffer.from('test of graph-provider')))));
  const time = (text: string): Buffer => der(0x17, Buffer.from(text));
  const body = sequence(
    der(0xa0, der(0x02, Buffer.of(2))),
    der(0x02, Buffer.of(1)),
    sha256WithRsa,
    name,
    sequence(time('200101000000Z'), time('491231235959Z')),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
  );
  const signature = createSign('sha256').update(body).sign(privateKey);
  const whole = sequence(body, sha256WithRsa, der(0x03, Buffer.of(0), signature));
  const lines = whole.toString('base64').replaceAll(/.{64}/g, '$&\n');
  return {
    certificate: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    der: whole,
    publicKey,
  };
}

import {
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
} from '@peculiar/x509';

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const DAY_MS = 86_400_000;
const NAMES = [
  { type: 'dns', value: 'localhost' },
  { type: 'ip', value: '127.0.0.1' },
  { type: 'ip', value: '::1' },
] as const;

/** What a server needs for TLS, and what its clients need to trust it; all as PEM. */
export interface Certificates {
  /** The certificate of the authority. */
  certificateAuthority: string;
  /** The certificate that the authority gave the server, for the loopback names. */
  certificate: string;
  key: string;
}

/** Makes a certificate authority and a server's certificate; the authority's key is thrown away. Valid for a year. */
export async function createCertificates(): Promise<Certificates> {
  const generate = () =>
    crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
  const [authorityKeys, serverKeys] = await Promise.all([
    generate(),
    generate(),
  ]);
  // The clocks of this machine's containers may be a little behind.
  const notBefore = new Date(Date.now() - DAY_MS);
  const notAfter = new Date(Date.now() + 365 * DAY_MS);
  const authority = await X509CertificateGenerator.createSelfSigned({
    name: 'CN=Fleet simulator',
    keys: authorityKeys,
    notBefore,
    notAfter,
    signingAlgorithm: ALGORITHM,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign, true),
    ],
  });
  const server = await X509CertificateGenerator.create({
    subject: 'CN=kube-apiserver',
    issuer: authority.subject,
    publicKey: serverKeys.publicKey,
    signingKey: authorityKeys.privateKey,
    notBefore,
    notAfter,
    signingAlgorithm: ALGORITHM,
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
      new SubjectAlternativeNameExtension([...NAMES]),
    ],
  });
  const pkcs8 = await crypto.subtle.exportKey('pkcs8', serverKeys.privateKey);
  const base64 = Buffer.from(pkcs8).toString('base64');
  return {
    certificateAuthority: `${authority.toString('pem')}\n`,
    certificate: `${server.toString('pem')}\n`,
    key: `-----BEGIN PRIVATE KEY-----\n${base64.replace(
      /.{64}/g,
      '$&\n',
    )}\n-----END PRIVATE KEY-----\n`,
  };
}

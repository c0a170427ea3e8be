import { ServerPolicy } from './ServerPolicy';

const policy = (allowed: string[] = [], denied: string[] = []) =>
  ServerPolicy.create({ allowed, denied });

describe('ServerPolicy', () => {
  it.each([
    ['169.254.169.254'],
    ['169.254.1.1'],
    ['0.0.0.0'],
    ['::ffff:169.254.169.254'],
    ['::ffff:a9fe:a9fe'],
    ['64:ff9b::a9fe:a9fe'],
    ['fe80::1'],
    ['fd00:ec2::254'],
    ['100.100.100.200'],
    ['::'],
    ['224.0.0.1'],
    ['2002:a9fe:a9fe::'],
  ])('denies %s', address => {
    expect(() => policy().check('api.example.com', address)).toThrow(
      'is not connected to',
    );
  });

  it.each([['127.0.0.1'], ['::1'], ['10.0.0.1'], ['192.168.1.1'], ['8.8.8.8']])(
    'allows %s',
    address => {
      expect(() => policy().check('api.example.com', address)).not.toThrow();
    },
  );

  it.each([
    [['10.0.0.0/8'], 'a.b', '10.1.2.3'],
    [['*.example.com'], 'API.example.com', '1.2.3.4'],
    [['169.254.10.1'], 'a.b', '169.254.10.1'],
    [['2001:db8::/32'], 'a.b', '2001:db8::1'],
  ])('with only %j allowed, allows %s at %s', (allowed, host, address) => {
    expect(() => policy(allowed).check(host, address)).not.toThrow();
  });

  it.each([
    [['10.0.0.0/8'], 'a.b', '11.1.2.3'],
    [['*.example.com'], 'example.com', '1.2.3.4'],
    [['*.example.com'], 'evilexample.com', '1.2.3.4'],
  ])('with only %j allowed, denies %s at %s', (allowed, host, address) => {
    expect(() => policy(allowed).check(host, address)).toThrow(
      'fluxFleet.allowedServers',
    );
  });

  it('lets a denied name win over an allowed one', () => {
    const both = policy(['*.example.com'], ['bad.example.com', '10.0.0.0/8']);
    expect(() => both.check('good.example.com', '1.2.3.4')).not.toThrow();
    expect(() => both.check('bad.example.com', '1.2.3.4')).toThrow('denied');
    expect(() => both.check('good.example.com', '10.1.1.1')).toThrow('denied');
  });

  it('knows a name by its trailing dot too', () => {
    const denied = policy([], ['bad.example.com.', '*.corp']);
    expect(() => denied.check('bad.example.com', '1.2.3.4')).toThrow('denied');
    expect(() => denied.check('x.corp.', '1.2.3.4')).toThrow('denied');
  });
});

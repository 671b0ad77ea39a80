// What a box without Node is configured with: nginx gives the mirror and the page, dnsmasq answers every name with the
// box, hostapd opens the network. Debian 12 and Raspberry Pi OS of the same age. Texts alone; box-kit writes them.

/** Where install.sh puts everything, and the box's address in its own network. */
export const boxHome = '/srv/nishan-box';
export const boxAddress = '192.168.50.1';

export interface KitSettings {
  /** Of the certificate; null without one. */
  readonly domain: string | null;
  /** When the certificate ends. */
  readonly ends: Date | null;
  /** The page's languages, the guide's first one first. */
  readonly languages: readonly [string, ...string[]];
  readonly edition: number;
  /** Every header of the mirror by a path on it: its own `_headers`. */
  headersFor(path: string): Readonly<Record<string, string>>;
  /** The page's own policy. */
  readonly pagePolicy: string;
}

/** Texts by path in the kit. */
export function kitFiles(settings: KitSettings): ReadonlyMap<string, string> {
  return new Map([
    ['README.md', readme(settings)],
    ['install.sh', installScript(settings)],
    ['etc/nginx.conf', nginxConfiguration(settings)],
    ['etc/dnsmasq.conf', dnsmasqConfiguration],
    ['etc/hostapd.conf', hostapdConfiguration],
    ['etc/nishan-box-address.service', addressUnit],
  ]);
}

/** Paths that differ in their headers, the narrower first: as they are asked for, and one that stands for them. */
const kinds: readonly (readonly [pattern: string, sample: string])[] = [
  ['~^/metadata/timestamp[.]json([?]|$)', '/metadata/timestamp.json'],
  ['~^/metadata/', '/metadata/1.root.json'],
  ['~^/targets/', '/targets/x'],
  ['~^/blobs/', '/blobs/x'],
  ['~^/first/', '/first/x.zip'],
  ['~^/assets/', '/assets/x.js'],
  ['~^/sw-', '/sw-x.js'],
  ['~^/(index[.]html|manifest[.]webmanifest)?([?]|$)', '/index.html'],
];

/** As `nishan box` bounds them. */
const connectionBounds = `  limit_conn nishan_box 64;
  client_header_timeout 10s;
  client_body_timeout 10s;
  send_timeout 30s;
`;

function nginxConfiguration(settings: KitSettings): string {
  const { domain, languages, pagePolicy } = settings;
  const others = languages.slice(1).map((tag) => `  ~*^${tag} ${tag};\n`);
  return `# A box that lends a voter guide. Written by \`nishan box --kit\`; install.sh puts it into /etc/nginx/sites-enabled/.

# One device takes its own places, and nobody else's; who asks a letter at a time, or never reads, is cut.
limit_conn_zone $binary_remote_addr zone=nishan_box:1m;

map $http_accept_language $box_language {
  default ${languages[0]};
${others.join('')}}
${domain === null ? '' : appServers(settings, domain)}
# Every other name, and every path: the page. Phones that look for the internet find it and open it.
server {
  listen 80 default_server;
  server_name _;
  root ${boxHome}/portal;
  access_log off;
  error_log /var/log/nginx/error.log crit;
  types { text/html html; application/zip zip; }
  charset utf-8;
  add_header Cache-Control "no-store" always;
  add_header Content-Security-Policy "${pagePolicy}" always;
  add_header Referrer-Policy "no-referrer" always;
  add_header X-Content-Type-Options "nosniff" always;
${connectionBounds}  location / { try_files $uri /$box_language.html; }
  # Pages to read have a policy of their own in them.
  location ~ ^/files/[^/]+[.]html$ {
    add_header Cache-Control "no-store" always;
    add_header Referrer-Policy "no-referrer" always;
    add_header X-Content-Type-Options "nosniff" always;
  }
}
`;
}

function appServers(settings: KitSettings, domain: string): string {
  const names = new Set(kinds.flatMap(([, sample]) => Object.keys(settings.headersFor(sample))));
  const maps = [...names].map((name) => headerMap(name, settings)).join('');
  const headers = [...names].map((name) => `  add_header ${name} ${headerVariable(name)} always;\n`).join('');
  return `
${maps}
# What is not there today may be there tomorrow.
map $status ${headerVariable(caching)} {
  default ${variableOf(caching)};
  404 "no-store";
}
# The mirror itself: phones install from it.
server {
  listen 443 ssl;
  server_name ${domain};
  ssl_certificate ${boxHome}/tls/fullchain.pem;
  ssl_certificate_key ${boxHome}/tls/privkey.pem;
  root ${boxHome}/site;
  access_log off;
  error_log /var/log/nginx/error.log crit;
  types {
    text/html html;
    text/javascript js;
    text/css css;
    application/json json;
    application/manifest+json webmanifest;
    image/svg+xml svg;
    image/png png;
    application/zip zip;
  }
  default_type application/octet-stream;
  charset utf-8;
${connectionBounds}  charset_types text/html text/javascript text/css;
  gzip on;
  gzip_vary on;
  gzip_types text/javascript text/css application/json application/manifest+json image/svg+xml;
${headers}  error_page 404 /404.html;
  location / { try_files $uri $uri/ =404; }
  # Bytes that were signed: a name that happens to end like a page must not become one.
  location ~ ^/(targets|blobs)/ { types { application/json json; } }
  location = /_headers { return 404; }
}

server {
  listen 80;
  server_name ${domain};
  access_log off;
  return 301 https://${domain}/;
}
`;
}

function headerMap(name: string, { headersFor }: KitSettings): string {
  const rows = kinds.map(([pattern, sample]) => `  "${pattern}" "${headersFor(sample)[name] ?? ''}";\n`);
  // As it was asked: the page for what is not there has another $uri.
  return `map $request_uri ${variableOf(name)} {\n  default "${headersFor('/x')[name] ?? ''}";\n${rows.join('')}}\n`;
}

const caching = 'Cache-Control';

function headerVariable(header: string): string {
  return header === caching ? `${variableOf(header)}_by_status` : variableOf(header);
}

function variableOf(header: string): string {
  return `$box_${header.toLowerCase().replaceAll('-', '_')}`;
}

const dnsmasqConfiguration = `# Addresses for the phones, and one answer to every name: this box. install.sh puts it into /etc/dnsmasq.d/.
interface=wlan0
bind-dynamic
dhcp-range=192.168.50.10,192.168.50.250,1h
dhcp-option=option:router,${boxAddress}
dhcp-option=option:dns-server,${boxAddress}
address=/#/${boxAddress}
no-resolv
no-hosts
# Which phones were here is nobody's business: kept in memory, gone when the box is switched off.
dhcp-leasefile=/run/nishan-box.leases
quiet-dhcp
`;

const hostapdConfiguration = `# An open network. install.sh fills in the country and puts it into /etc/hostapd/.
interface=wlan0
driver=nl80211
ssid=Voter guide
country_code=COUNTRY
ieee80211d=1
hw_mode=g
channel=6
ieee80211n=1
wmm_enabled=1
auth_algs=1
# Phones see the box and not each other.
ap_isolate=1
`;

const addressUnit = `[Unit]
Description=The address of the voter guide box
Before=dnsmasq.service hostapd.service
After=sys-subsystem-net-devices-wlan0.device

[Service]
Type=oneshot
RemainAfterExit=yes
ExecStartPre=-/usr/sbin/rfkill unblock wlan
ExecStart=/usr/sbin/ip address replace ${boxAddress}/24 dev wlan0

[Install]
WantedBy=multi-user.target
`;

function installScript({ domain }: KitSettings): string {
  const folders = domain === null ? 'site portal' : 'site portal tls';
  return `#!/bin/sh
# Makes this computer (Debian, Raspberry Pi OS) a box that lends the voter guide by its wireless network wlan0. Run it
# again with a newer kit to bring the box up to date. It asks before it changes anything.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
if [ "$(id -u)" -ne 0 ]; then echo 'Run it as root: sudo ./install.sh' >&2; exit 1; fi

missing=
for tool in nginx dnsmasq hostapd; do command -v "$tool" >/dev/null || missing="$missing $tool"; done
if [ -n "$missing" ]; then echo "Install these first, where there is internet: apt install$missing" >&2; exit 1; fi

cat <<'TEXT'
This will
  - replace ${boxHome} by the guide of this kit
  - replace nginx's default site by the guide
  - open a wireless network without a password on wlan0, whose every name leads to this computer
wlan0 cannot be used for the internet afterwards. uninstall: see README.md
TEXT
printf 'Type yes to go on: '
read -r answer
if [ "$answer" != yes ]; then echo 'Nothing was changed.'; exit 1; fi
printf 'Country of the wireless network, two capital letters: '
read -r country
case "$country" in [A-Z][A-Z]) ;; *) echo 'That is no country code. Nothing was changed.' >&2; exit 1 ;; esac

rm -rf ${boxHome}.new
mkdir -p ${boxHome}.new
for folder in ${folders}; do cp -R "$here/$folder" ${boxHome}.new/; done
chmod -R go=u-w ${boxHome}.new
if [ -d ${boxHome}.new/tls ]; then chmod -R go= ${boxHome}.new/tls; fi
rm -rf ${boxHome}
mv ${boxHome}.new ${boxHome}

rm -f /etc/nginx/sites-enabled/default
cp "$here/etc/nginx.conf" /etc/nginx/sites-enabled/nishan-box
nginx -t
cp "$here/etc/dnsmasq.conf" /etc/dnsmasq.d/nishan-box.conf
sed "s/COUNTRY/$country/" "$here/etc/hostapd.conf" >/etc/hostapd/hostapd.conf
cp "$here/etc/nishan-box-address.service" /etc/systemd/system/
if [ -d /etc/NetworkManager/conf.d ]; then
  printf '[keyfile]\\nunmanaged-devices=interface-name:wlan0\\n' >/etc/NetworkManager/conf.d/nishan-box.conf
  systemctl reload NetworkManager || true
fi
systemctl daemon-reload
systemctl unmask hostapd
systemctl enable nishan-box-address dnsmasq hostapd nginx
systemctl restart nishan-box-address dnsmasq hostapd nginx
echo 'The box is open: look for the network "Voter guide".'
`;
}

function readme({ domain, ends, edition }: KitSettings): string {
  const app =
    domain === null || ends === null
      ? 'This kit has no certificate: phones can install nothing from the box, and its page says so. It gives the guide as files.'
      : `Phones install from https://${domain}/ until ${ends.toISOString().slice(0, 10)}. Then the certificate ends: write a new kit before.`;
  return `# A box that lends the voter guide

Edition ${edition}. ${app}

You need a Raspberry Pi or a laptop with Debian or Raspberry Pi OS, whose wireless network (wlan0) can be an access point.

1. Where there is internet: \`sudo apt install nginx dnsmasq hostapd\`
2. Copy this folder to the computer, on a stick or by cable.
3. Look into \`install.sh\`: it is short. Then: \`sudo ./install.sh\`, and answer its two questions.
4. With a phone: join the network "Voter guide". A page opens by itself; it says what to do.${
    domain === null
      ? ''
      : `\n5. In the phone's own browser open https://${domain}/, put it on the home screen, leave the network, open it again.`
  }

The key in \`tls/\` speaks for that name: whoever has it can show phones another page there. Use a name that is for boxes
alone, and keep the stick.

A newer edition: write a new kit with \`nishan box MIRROR --kit FOLDER\`, copy it over, run \`sudo ./install.sh\` again.

To undo it: \`sudo systemctl disable --now hostapd dnsmasq nginx nishan-box-address\`, then remove ${boxHome},
/etc/nginx/sites-enabled/nishan-box, /etc/dnsmasq.d/nishan-box.conf, /etc/hostapd/hostapd.conf,
/etc/NetworkManager/conf.d/nishan-box.conf.

The box writes down nobody: no access log, and which phone has which address is kept in memory alone.
`;
}

// Small good files of each format that a list comes in.

const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';

/** The parts of a workbook. */
export const sampleParts: Readonly<Record<string, string>> = {
  'xl/workbook.xml': `<workbook ${main} xmlns:r="http://x"><sheets><sheet name="List" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels':
    '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
  'xl/sharedStrings.xml': `<sst ${main}><si><t>seat</t></si><si><r><t>na</t></r><r><t>me</t></r></si><si><t>پتنگ</t></si></sst>`,
  'xl/styles.xml': `<styleSheet ${main}><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>`,
  'xl/worksheets/sheet1.xml': `<worksheet ${main}><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row><row r="2"><c r="A2"><v>130</v></c><c r="B2" s="1"><v>46426</v></c><c r="C2" t="inlineStr"><is><t>x</t></is></c></row></sheetData></worksheet>`,
};

export const sampleFeed = `<?xml version="1.0"?><VipObject schemaVersion="5.2"><Election id="e"><Date>2027-02-08</Date></Election><State id="s"><Name>Khwabistan</Name></State><Locality id="l"><Name>North</Name></Locality><ElectoralDistrict id="d"><Name>One</Name></ElectoralDistrict><Party id="p"><Name><Text language="en">Blue</Text></Name></Party><Candidate id="c1"><BallotName><Text language="en">Ada &amp; Co</Text><Text language="ur">ادا</Text></BallotName><PartyId>p</PartyId></Candidate><CandidateSelection id="x1"><CandidateIds>c1</CandidateIds></CandidateSelection><CandidateContest id="cc1"><BallotSelectionIds>x1</BallotSelectionIds><ElectoralDistrictId>d</ElectoralDistrictId><NumberElected>1</NumberElected></CandidateContest><HoursOpen id="h"><Schedule><Hours><StartTime>08:00:00+05:00</StartTime><EndTime>17:00:00+05:00</EndTime></Hours><StartDate>2027-02-07</StartDate></Schedule></HoursOpen><PollingLocation id="pl1"><AddressStructured><Line1>1 Main Road</Line1></AddressStructured><HoursOpenId>h</HoursOpenId><LatLng><Latitude>31.5</Latitude><Longitude>-74.25</Longitude></LatLng><Name>HALL</Name></PollingLocation><Precinct id="pr1"><ElectoralDistrictIds>d</ElectoralDistrictIds><LocalityId>l</LocalityId><Name>East</Name><PollingLocationIds>pl1</PollingLocationIds></Precinct></VipObject>`;

export const samplePopolo = JSON.stringify({
  persons: [{ id: 'p1', name: 'Ali', memberships: [{ area_id: 'a1', on_behalf_of_id: 'o1', role: 'candidate' }] }],
  organizations: [{ id: 'o1', name: 'Blue', classification: 'party' }],
  areas: [{ id: 'a1', name: 'NA-1', identifier: 'NA-1' }],
});

export const sampleYaml = `demo: true
publisher:
  name: { en: Election Notebook, ur: انتخابی کاپی }
languages: [en, ur]
election:
  id: e-2027
  name: { en: General election }
  kind: general
  date: 2027-02-08
  calendar: { symbolsFinal: '2027-01-20T00:00:00Z' }
  lookups: []
  findFirst: pad
ballots:
  - { id: NA, name: { en: National }, short: { en: NA }, colour: '#1b7f3b' }
pages:
  - id: how
    kind: steps
    title: { en: How to vote }
    steps: [{ text: { en: 'Take your card.' } }]
mirrors: []
`;

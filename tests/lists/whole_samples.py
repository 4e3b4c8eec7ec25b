"""Lists with all fields that the publishers' formats have, about people who do not exist."""

from __future__ import annotations

import csv
import io

UK_HEADER = (
    "Last Updated,Unique ID,OFSI Group ID,UN Reference Number,Name 6,Name 1,Name 2,Name 3,Name 4,"
    "Name 5,Name type,Alias strength,Title,Name non-latin script,Non-latin script type,"
    'Non-latin script language,Regime Name,"Individual, Entity, Ship",Designation source,'
    "Sanctions Imposed,Other Information,UK Statement of Reasons,Address Line 1,Address Line 2,"
    "Address Line 3,Address Line 4,Address Line 5,Address Line 6,Address Postal Code,"
    "Address Country,Phone number,Website,Email address,Date Designated,D.O.B,Nationality(/ies),"
    "National Identifier number,National Identifier additional information,Passport number,"
    "Passport additional information,Position,Gender,Town of birth,Country of birth,"
    "Type of entity,Subsidiaries,Parent company,Business registration number (s),IMO number,"
    "Current owner/operator (s),Previous owner/operator (s),Current believed flag of ship,"
    "Previous flags,Type of ship,Tonnage of ship,Length of ship,Year Built,"
    "Hull identification number (HIN)"
)
_PERSON = {
    "Last Updated": "01/02/2024", "Unique ID": "ZZZ0001", "OFSI Group ID": "90001",
    "Regime Name": "The Example (Sanctions) (EU Exit) Regulations 2019",
    "Individual, Entity, Ship": "Individual", "Designation source": "UK",
    "Sanctions Imposed": "Asset freeze|Travel Ban", "UK Statement of Reasons": "Owns sheds.",
    "Date Designated": "24/03/2022", "D.O.B": "dd/mm/1961", "Nationality(/ies)": "Russia",
    "Position": "Director", "Gender": "Male", "Country of birth": "Russia",
}  # fmt: skip
_SHIP = {
    "Unique ID": "ZZZ0003", "Name type": "Primary Name", "Name 6": "GREY HERON",
    "Regime Name": "The Example (Sanctions) (EU Exit) Regulations 2019",
    "Individual, Entity, Ship": "Ship", "Date Designated": "13/06/2024",
    "IMO number": "9074729", "Current believed flag of ship": "Gabon",
    "Previous flags": "Panama", "Type of ship": "Crude oil tanker",
}  # fmt: skip
_BODY = {
    "Unique ID": "ZZZ0002", "UN Reference Number": "KPe.902", "Name type": "Primary Name",
    "Name 6": "SHED INDUSTRY DEPARTMENT", "Individual, Entity, Ship": "Entity",
    "Regime Name": "The Example Regime", "Address Line 1": "1 Shed Street",
    "Address Line 6": "Pyongyang", "Address Country": "North Korea",
    "Date Designated": "not yet known",
}  # fmt: skip


def _table(header: str, rows: list[dict[str, str]], delimiter: str = ",") -> str:
    names = next(csv.reader([header], delimiter=delimiter))
    text = io.StringIO()
    writer = csv.DictWriter(text, names, delimiter=delimiter, lineterminator="\r\n")
    writer.writeheader()
    for row in rows:
        assert set(row) <= set(names), set(row) - set(names)
        writer.writerow(row)
    return text.getvalue()


def _uk(**fields: str) -> dict[str, str]:
    return _PERSON | {name.replace("_", " "): text for name, text in fields.items()}


UK_ROWS = [
    _uk(Name_6="Marlow", Name_1="Edgar", Name_type="Alias", Alias_strength="Low quality a.k.a"),
    _uk(Name_6="Marlovskiy", Name_1="Edgar", Name_type="Primary Name Variation"),
    _uk(Name_6="MARLOVSKY", Name_1="Edgar", Name_2="Ivanovich", Name_type="Primary Name")
    | {"Name non-latin script": "Эдгар Иванович МАРЛОВСКИЙ", "Non-latin script type": "Cyrillic"},
    _uk(Name_6="Marlov", Name_1="E", Name_type="Alias", Alias_strength="Good quality a.k.a")
    | {"D.O.B": "05/03/1962"},
    _BODY,
    _SHIP,
]
UK_CSV = "Report Date: 23-Sep-2026\r\n" + _table(UK_HEADER, UK_ROWS)
UK_CSV_UNDATED = _table(UK_HEADER.replace('"Individual, Entity, Ship"', "Designation Type"), [
    {k.replace("Individual, Entity, Ship", "Designation Type"): v for k, v in row.items()}
    for row in UK_ROWS
])  # fmt: skip

OFSI = "Last Updated,15/01/2026\r\n" + _table(
    "Name 6,Name 1,Name 2,Name 3,Name 4,Name 5,Title,Name Non-Latin Script,Non-Latin Script Type,"
    "Non-Latin Script Language,DOB,Town of Birth,Country of Birth,Nationality,Passport Number,"
    "Passport Details,National Identification Number,National Identification Details,Position,"
    "Address 1,Address 2,Address 3,Address 4,Address 5,Address 6,Post/Zip Code,Country,"
    "Other Information,Group Type,Alias Type,Alias Quality,Regime,Listed On,"
    "UK Sanctions List Date Designated,Last Updated,Group ID",
    [{"Name 6": "MARLOVSKY", "Name 1": "EDGAR", "DOB": "00/00/1961", "Group ID": "90001",
      "Nationality": "(1) Russia (2) Cyprus", "Group Type": "Individual",
      "Alias Type": "Primary name", "Regime": "Example", "Listed On": "25/03/2022",
      "UK Sanctions List Date Designated": "24/03/2022", "Address 1": "1 Quay",
      "Address 6": "Sochi", "Country": "Russia", "Other Information": "Owns sheds."},
     {"Name 6": "THE BARON", "Group ID": "90001", "Group Type": "Individual", "Alias Type": "AKA",
      "Alias Quality": "Low", "Regime": "Example"}],
)  # fmt: skip

UK_XML = """<?xml version="1.0" encoding="utf-8"?>
<Designations><DateGenerated>23/09/2026</DateGenerated>
<Designation><LastUpdated>01/02/2024</LastUpdated><DateDesignated>24/03/2022</DateDesignated>
<UniqueID>ZZZ0001</UniqueID><OFSIGroupID>90001</OFSIGroupID><UNReferenceNumber></UNReferenceNumber>
<Names><Name><Name6>Marlow</Name6><Name1>Edgar</Name1><NameType>Alias</NameType>
<AliasStrength>Low quality a.k.a</AliasStrength></Name><Name><Name1>Edgar</Name1>
<Name2>Ivanovich</Name2><Name6>MARLOVSKY</Name6><NameType>Primary Name</NameType></Name></Names>
<NonLatinNames><NonLatinName><NameNonLatinScript>Эдгар МАРЛОВСКИЙ</NameNonLatinScript>
<NonLatinScriptType>Cyrillic</NonLatinScriptType></NonLatinName></NonLatinNames>
<Titles><Title>Dr</Title></Titles><RegimeName>The Example Regime</RegimeName>
<IndividualEntityShip>Individual</IndividualEntityShip><DesignationSource>UK</DesignationSource>
<SanctionsImposed>Asset freeze|Travel Ban</SanctionsImposed><SanctionsImposedIndicators>
<AssetFreeze>true</AssetFreeze></SanctionsImposedIndicators><OtherInformation>Tall.</OtherInformation>
<UKStatementofReasons>Owns sheds.</UKStatementofReasons><Addresses><Address>
<AddressLine1>1 Quay</AddressLine1><AddressLine6>Sochi</AddressLine6>
<AddressPostalCode>354000</AddressPostalCode><AddressCountry>Russia</AddressCountry></Address>
</Addresses><IndividualDetails><Individual><DOBs><DOB>dd/mm/1961</DOB><DOB>05/03/1962</DOB></DOBs>
<Nationalities><Nationality>Russia</Nationality><Nationality>Cyprus</Nationality></Nationalities>
<Positions><Position>Director</Position></Positions></Individual></IndividualDetails></Designation>
<Designation><UniqueID>ZZZ0003</UniqueID><DateDesignated>13/06/2024</DateDesignated><Names><Name>
<Name6>GREY HERON</Name6><NameType>Primary Name</NameType></Name></Names>
<RegimeName>The Example Regime</RegimeName><IndividualEntityShip>Ship</IndividualEntityShip>
<ShipDetails><Ship><IMONumbers><IMONumber>9074729</IMONumber></IMONumbers>
<CurrentBelievedFlagOfShips><CurrentBelievedFlagOfShip>Gabon</CurrentBelievedFlagOfShip>
</CurrentBelievedFlagOfShips></Ship></ShipDetails></Designation></Designations>"""

EU_XML = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<export xmlns="http://eu.europa.ec/fpi/fsd/export" globalFileId="1"
 generationDate="2026-06-05T15:51:25.849+02:00">
<sanctionEntity designationDate="2016-11-30" designationDetails="" unitedNationId="KPi.901"
 euReferenceNumber="EU.9001.1" logicalId="7"><remark>Invented.</remark>
<regulation regulationType="repealing" organisationType="council" publicationDate="2017-08-31"
 entryIntoForceDate="2017-09-01" numberTitle="2017/1509 (OJ L224)" programme="PRK" logicalId="1">
<publicationUrl>http://eur-lex.europa.eu/x</publicationUrl></regulation>
<subjectType code="person" classificationCode="P"/>
<nameAlias firstName="" middleName="" lastName="" wholeName="Pak Hyo Sok" function="Chief of Sheds"
 gender="M" title="" nameLanguage="" strong="true" regulationLanguage="en" logicalId="2">
<regulationSummary regulationType="amendment" publicationDate="2016-12-08"
 numberTitle="2016/2215" publicationUrl="http://eur-lex.europa.eu/y"/></nameAlias>
<nameAlias firstName="Hyo Sok" middleName="" lastName="Park" wholeName="" strong="true"/>
<nameAlias wholeName="박효석" nameLanguage="KO" strong="true"/>
<nameAlias wholeName="The Heron" strong="true"><remark>Low quality a.k.a.</remark></nameAlias>
<nameAlias wholeName="The Stork" strong="false"/>
<citizenship region="" countryIso2Code="KP" countryDescription="NORTH KOREA"/>
<birthdate circa="true" calendarType="GREGORIAN" city="" year="1962" countryIso2Code="00"
 countryDescription="UNKNOWN"/><birthdate circa="false" yearRangeFrom="1964" yearRangeTo="1966"/>
<birthdate circa="false" birthdate="1961-03-05" day="5" month="3" year="1961"/>
<identification number="123" identificationTypeCode="passport" countryIso2Code="KP"/>
</sanctionEntity><sanctionEntity designationDetails="" unitedNationId="" logicalId="8">
<regulation publicationDate="2014-03-17" programme="UKR" logicalId="3"/>
<subjectType code="enterprise" classificationCode="E"/>
<nameAlias wholeName="SHED BANK" strong="true" function=""/>
<address city="Moscow" street="1 Shed Street" poBox="" zipCode="101000" region="" place=""
 countryIso2Code="RU" countryDescription="RUSSIAN FEDERATION"/></sanctionEntity></export>"""

_EU_HEADER = (
    "fileGenerationDate;Entity_LogicalId;Entity_EU_ReferenceNumber;Entity_UnitedNationId;"
    "Entity_DesignationDate;Entity_DesignationDetails;Entity_Remark;Entity_SubjectType;"
    "Entity_SubjectType_ClassificationCode;Entity_Regulation_Type;"
    "Entity_Regulation_OrganisationType;Entity_Regulation_PublicationDate;"
    "Entity_Regulation_EntryIntoForceDate;Entity_Regulation_NumberTitle;"
    "Entity_Regulation_Programme;Entity_Regulation_PublicationUrl;NameAlias_LastName;"
    "NameAlias_FirstName;NameAlias_MiddleName;NameAlias_WholeName;NameAlias_NameLanguage;"
    "NameAlias_Gender;NameAlias_Title;NameAlias_Function;NameAlias_LogicalId;"
    "NameAlias_RegulationLanguage;NameAlias_Remark;NameAlias_Regulation_PublicationDate;"
    "Address_City;Address_Street;Address_PoBox;Address_ZipCode;Address_Region;Address_Place;"
    "Address_CountryIso2Code;Address_CountryDescription;BirthDate_BirthDate;BirthDate_Day;"
    "BirthDate_Month;BirthDate_Year;BirthDate_YearRangeFrom;BirthDate_YearRangeTo;"
    "BirthDate_Circa;Identification_Number;Identification_TypeCode;"
    "Citizenship_CountryIso2Code;Citizenship_CountryDescription"
)
_EU = {
    "fileGenerationDate": "05/06/2026", "Entity_LogicalId": "7", "Entity_SubjectType": "P",
    "Entity_EU_ReferenceNumber": "EU.9001.1", "Entity_UnitedNationId": "KPi.901",
    "Entity_DesignationDate": "2016-11-30", "Entity_Remark": "Invented.",
    "Entity_SubjectType_ClassificationCode": "person", "Entity_Regulation_Programme": "PRK",
    "Entity_Regulation_PublicationDate": "2017-08-31",
}  # fmt: skip
EU_CSV = _table(
    _EU_HEADER,
    [
        _EU | {"NameAlias_WholeName": "Pak Hyo Sok", "NameAlias_Function": "Chief of Sheds",
               "NameAlias_Regulation_PublicationDate": "2016-12-08"},
        _EU | {"NameAlias_FirstName": "Hyo Sok", "NameAlias_LastName": "Park"},
        _EU | {"NameAlias_WholeName": "박효석", "NameAlias_NameLanguage": "KO"},
        _EU | {"NameAlias_WholeName": "The Heron", "NameAlias_Remark": "Low quality a.k.a."},
        _EU | {"BirthDate_Year": "1962", "BirthDate_Circa": "true"},
        _EU | {"BirthDate_YearRangeFrom": "1964", "BirthDate_YearRangeTo": "1966"},
        _EU | {"BirthDate_Day": "5", "BirthDate_Month": "3", "BirthDate_Year": "1961"},
        _EU | {"Citizenship_CountryIso2Code": "KP"},
    ],
    ";",
)  # fmt: skip
EU_CSV_OLD = (
    "\ufeffDate_file;Entity_logical_id;Subject_type;Leba_publication_date;Programme;Entity_remark;"
    "Naal_wholename;Naal_function;Naal_leba_publication_date;Entity_logical_id;Addr_country;"
    "Entity_logical_id;Birt_date;Citi_country;EU_ref_num\r\n"
    "05/06/2026;7;P;2017-08-31;PRK;Invented.;Pak Hyo Sok;Chief of Sheds;2016-12-08;;;;;;EU.9001.1"
    "\r\n05/06/2026;7;P;2017-08-31;PRK;Invented.;;;;;;7;1961-03-05;PRK;EU.9001.1\r\n"
)

OFAC_ADVANCED = """<?xml version="1.0" encoding="utf-8"?><Sanctions Version="3" xmlns=
"https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/ADVANCED_XML">
<DateOfIssue CalendarTypeID="1"><Year>2026</Year><Month>5</Month><Day>21</Day></DateOfIssue>
<ReferenceValueSets><AliasTypeValues><AliasType ID="1400">A.K.A.</AliasType>
<AliasType ID="1403">Name</AliasType></AliasTypeValues><CountryValues>
<Country ID="11199" ISO2="RU">Russia</Country></CountryValues><DetailReferenceValues>
<DetailReference ID="705">Tug</DetailReference></DetailReferenceValues><FeatureTypeValues>
<FeatureType ID="3">Vessel Flag</FeatureType><FeatureType ID="8">Birthdate</FeatureType>
<FeatureType ID="10">Nationality Country</FeatureType><FeatureType ID="25">Location</FeatureType>
<FeatureType ID="26">Title</FeatureType></FeatureTypeValues><IDRegDocTypeValues>
<IDRegDocType ID="1626">Vessel Registration Identification</IDRegDocType></IDRegDocTypeValues>
<ListValues><List ID="1550">SDN List</List><List ID="91243">Consolidated List</List></ListValues>
<NamePartTypeValues><NamePartType ID="1520">Last Name</NamePartType>
<NamePartType ID="1521">First Name</NamePartType><NamePartType ID="1524">Entity Name</NamePartType>
<NamePartType ID="1526">Vessel Name</NamePartType></NamePartTypeValues><PartySubTypeValues>
<PartySubType ID="1" PartyTypeID="4">Vessel</PartySubType>
<PartySubType ID="3" PartyTypeID="2">Unknown</PartySubType>
<PartySubType ID="4" PartyTypeID="1">Unknown</PartySubType></PartySubTypeValues><PartyTypeValues>
<PartyType ID="1">Individual</PartyType><PartyType ID="2">Entity</PartyType>
<PartyType ID="4">Transport</PartyType></PartyTypeValues><SanctionsTypeValues>
<SanctionsType ID="1">Program</SanctionsType><SanctionsType ID="1705">Block</SanctionsType>
</SanctionsTypeValues><ScriptValues><Script ID="215">Latin</Script>
<Script ID="220">Cyrillic</Script>
</ScriptValues></ReferenceValueSets><Locations>
<Location ID="25"><LocationCountry CountryID="11199"/>
<LocationPart LocPartTypeID="1451"><LocationPartValue Primary="true"><Value>1 Quay</Value>
</LocationPartValue></LocationPart><LocationPart LocPartTypeID="1454">
<LocationPartValue Primary="true"><Value>Sochi</Value></LocationPartValue></LocationPart></Location>
<Location ID="26"><LocationCountry CountryID="11199"/></Location></Locations><IDRegDocuments>
<IDRegDocument ID="1" IDRegDocTypeID="1626" IdentityID="502"><IDRegistrationNo>IMO 9074729
</IDRegistrationNo></IDRegDocument></IDRegDocuments><DistinctParties>
<DistinctParty FixedRef="90001"><Comment>Owns sheds.</Comment>
<Profile ID="90001" PartySubTypeID="4">
<Identity ID="501" FixedRef="90001" Primary="true" False="false">
<Alias FixedRef="90001" AliasTypeID="1400" Primary="false" LowQuality="true"><DocumentedName ID="1">
<DocumentedNamePart><NamePartValue NamePartGroupID="71" ScriptID="215">THE BARON</NamePartValue>
</DocumentedNamePart></DocumentedName></Alias>
<Alias FixedRef="90001" AliasTypeID="1403" Primary="true" LowQuality="false">
<DocumentedName ID="2" DocNameStatusID="1"><DocumentedNamePart>
<NamePartValue NamePartGroupID="72" ScriptID="215">Edgar Ivanovich</NamePartValue>
</DocumentedNamePart><DocumentedNamePart>
<NamePartValue NamePartGroupID="71" ScriptID="215">MARLOVSKY
</NamePartValue></DocumentedNamePart></DocumentedName><DocumentedName ID="3" DocNameStatusID="2">
<DocumentedNamePart><NamePartValue NamePartGroupID="71" ScriptID="220">МАРЛОВСКИЙ</NamePartValue>
</DocumentedNamePart><DocumentedNamePart><NamePartValue NamePartGroupID="72" ScriptID="220">Эдгар
</NamePartValue></DocumentedNamePart></DocumentedName></Alias><NamePartGroups><MasterNamePartGroup>
<NamePartGroup ID="71" NamePartTypeID="1520"/></MasterNamePartGroup><MasterNamePartGroup>
<NamePartGroup ID="72" NamePartTypeID="1521"/></MasterNamePartGroup></NamePartGroups></Identity>
<Feature ID="1" FeatureTypeID="8"><FeatureVersion ID="1"><DatePeriod CalendarTypeID="1">
<Start Approximate="false"><From><Year>1961</Year><Month>1</Month><Day>1</Day></From><To><Year>1961
</Year><Month>1</Month><Day>1</Day></To></Start><End Approximate="false"><From><Year>1963</Year>
<Month>12</Month><Day>31</Day></From><To><Year>1963</Year><Month>12</Month><Day>31</Day></To></End>
</DatePeriod></FeatureVersion></Feature><Feature ID="2" FeatureTypeID="26"><FeatureVersion ID="2">
<VersionDetail DetailTypeID="1432">Director</VersionDetail></FeatureVersion></Feature>
<Feature ID="3" FeatureTypeID="10"><FeatureVersion ID="3"><VersionLocation LocationID="26"/>
</FeatureVersion></Feature><Feature ID="4" FeatureTypeID="25"><FeatureVersion ID="4">
<VersionLocation LocationID="25"/></FeatureVersion></Feature></Profile></DistinctParty>
<DistinctParty FixedRef="90002"><Profile ID="90002" PartySubTypeID="1">
<Identity ID="502" Primary="true"><Alias AliasTypeID="1403" Primary="true" LowQuality="false">
<DocumentedName ID="4"><DocumentedNamePart><NamePartValue NamePartGroupID="73" ScriptID="215">
GREY HERON</NamePartValue></DocumentedNamePart></DocumentedName></Alias><NamePartGroups>
<MasterNamePartGroup><NamePartGroup ID="73" NamePartTypeID="1526"/></MasterNamePartGroup>
</NamePartGroups></Identity><Feature ID="5" FeatureTypeID="3"><FeatureVersion ID="5">
<VersionDetail DetailTypeID="1432">Panama</VersionDetail></FeatureVersion></Feature></Profile>
</DistinctParty></DistinctParties><SanctionsEntries>
<SanctionsEntry ID="1" ProfileID="90001" ListID="1550"><EntryEvent ID="1" EntryEventTypeID="1"
 LegalBasisID="1"><Date CalendarTypeID="1"><Year>2022</Year><Month>3</Month><Day>3</Day></Date>
</EntryEvent><SanctionsMeasure ID="1" SanctionsTypeID="1705"/><SanctionsMeasure ID="2"
 SanctionsTypeID="1"><Comment>RUSSIA-EO14024</Comment></SanctionsMeasure></SanctionsEntry>
<SanctionsEntry ID="2" ProfileID="90002" ListID="91243"><EntryEvent ID="2" EntryEventTypeID="1">
<Date CalendarTypeID="1"><Year>2024</Year><Month>6</Month><Day>12</Day></Date></EntryEvent>
<SanctionsMeasure ID="3" SanctionsTypeID="1"><Comment>DPRK4</Comment></SanctionsMeasure>
</SanctionsEntry></SanctionsEntries></Sanctions>"""

"""Small list files in every format, about people, bodies and ships that do not exist."""

UN = """<?xml version="1.0" encoding="UTF-8"?>
<CONSOLIDATED_LIST dateGenerated="2024-05-01T00:00:00Z"><INDIVIDUALS><INDIVIDUAL>
<DATAID>1</DATAID><FIRST_NAME>PAK</FIRST_NAME><SECOND_NAME>HYO SOK</SECOND_NAME>
<UN_LIST_TYPE>DPRK</UN_LIST_TYPE><REFERENCE_NUMBER>KPi.901</REFERENCE_NUMBER>
<LISTED_ON>2016-11-30</LISTED_ON><COMMENTS1>Invented.</COMMENTS1>
<DESIGNATION><VALUE>Chief of Sheds </VALUE></DESIGNATION>
<NATIONALITY><VALUE>Democratic People's Republic of Korea</VALUE></NATIONALITY>
<INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>Park Hyo-sok</ALIAS_NAME></INDIVIDUAL_ALIAS>
<INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>The Heron</ALIAS_NAME></INDIVIDUAL_ALIAS>
<INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>BETWEEN</TYPE_OF_DATE><FROM_YEAR>1961</FROM_YEAR>
<TO_YEAR>1963</TO_YEAR></INDIVIDUAL_DATE_OF_BIRTH></INDIVIDUAL></INDIVIDUALS>
<ENTITIES><ENTITY><DATAID>2</DATAID><FIRST_NAME>SHED INDUSTRY DEPARTMENT</FIRST_NAME>
<UN_LIST_TYPE>DPRK</UN_LIST_TYPE><REFERENCE_NUMBER>KPe.902</REFERENCE_NUMBER>
<LISTED_ON>2017-06-05</LISTED_ON><ENTITY_ALIAS><QUALITY>f.k.a.</QUALITY>
<ALIAS_NAME>Barn Department</ALIAS_NAME></ENTITY_ALIAS>
<ENTITY_ADDRESS><CITY>Pyongyang</CITY>
<COUNTRY>Democratic People's Republic of Korea</COUNTRY></ENTITY_ADDRESS></ENTITY></ENTITIES>
</CONSOLIDATED_LIST>"""

OFAC_NAMES = """90001,"MARLOVSKY, Edgar Ivanovich","individual","RUSSIA-EO14024] [CYBER2",\
"Director",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"DOB 05 Mar 1961; nationality Russia; a.k.a. 'THE BARON'."
90002,"GREY HERON","vessel","DPRK4",-0- ,"XYZ1","Bulk Carrier",-0- ,-0- ,"Panama",-0- ,\
"Vessel Registration Identification IMO 9074729."
\x1a"""
OFAC_ALTERNATES = '90001,7,"aka","MARLOVSKIY, Edgar",-0- \n\x1a'
OFAC_ADDRESSES = '90001,8,"1 Quay","Sochi","Russia",-0- \n'

OFAC_XML = """<?xml version="1.0" standalone="yes"?><sdnList xmlns="https://example.org/x">
<publshInformation><Publish_Date>03/28/2025</Publish_Date><Record_Count>1</Record_Count>
</publshInformation><sdnEntry><uid>90003</uid><lastName>SHED BANK</lastName>
<sdnType>Entity</sdnType><programList><program>NS-CMIC</program></programList>
<akaList><aka><uid>1</uid><type>a.k.a.</type><category>weak</category><lastName>SHB</lastName>
</aka></akaList><addressList><address><uid>2</uid><city>Harbin</city><country>China</country>
</address></addressList></sdnEntry></sdnList>"""

EU_JOURNAL = """celex,recordId,programKey,annex,measure,startDate,reason,schema,name,alias,\
nationality,birthDate,imoNumber
32014R0269,7,EU-UKR,I.PERSONS,Asset freeze,25.2.2022,Invented,Person,Edgar Ivanovich MARLOVSKY,\
Эдгар Иванович МАРЛОВСКИЙ; Edgar MARLOWSKI,Russian,5.3.1961,
32017R1509,,EU-PRK,XIV.B,Transportation restrictions,3.10.2017,,Vessel,Grey Heron (Blue Heron),,,,\
9074729
"""

EU_FSF = """<?xml version="1.0" encoding="UTF-8"?>
<export xmlns="http://eu.europa.ec/fpi/fsd/export" generationDate="2025-03-01T10:00:00.000+01:00">
<sanctionEntity euReferenceNumber="EU.9001.1" logicalId="7" unitedNationId="KPi.901"
 designationDetails="Invented"><regulation publicationDate="2016-12-08" programme="PRK"/>
<subjectType code="person" classificationCode="P"/>
<nameAlias wholeName="Pak Hyo Sok" strong="true" function="Chief of Sheds"/>
<nameAlias wholeName="The Heron" strong="false"/>
<birthdate year="1962" circa="true"/><citizenship countryIso2Code="KP"/>
</sanctionEntity></export>"""

EU_FSF_CSV = """fileGenerationDate;Entity_LogicalId;Entity_EU_ReferenceNumber;\
Entity_UnitedNationId;Entity_SubjectType;Entity_Regulation_PublicationDate;Entity_Regulation_Programme;\
NameAlias_WholeName;BirthDate_Year;Citizenship_CountryIso2Code
01/03/2025;7;EU.9001.1;KPi.901;P;2016-12-08;PRK;Pak Hyo Sok;1962;KP
01/03/2025;7;EU.9001.1;KPi.901;P;2016-12-08;PRK;Park Hyo-sok;;
"""

UK = """Report Date: 14-Mar-2025
Last Updated,Unique ID,OFSI Group ID,UN Reference Number,Name 6,Name 1,Name 2,Name type,\
Alias strength,Name non-latin script,Regime Name,"Individual, Entity, Ship",Date Designated,D.O.B,\
Nationality(/ies)
01/02/2024,ZZZ0001,1,,Marlow,Edgar,,Alias,Low quality a.k.a.,,The Example Regime,Individual,\
24/03/2022,dd/mm/1961,Russia
01/02/2024,ZZZ0001,1,,Marlovsky,Edgar,Ivanovich,Primary Name,,Эдгар Марловский,The Example Regime,\
Individual,24/03/2022,dd/mm/1961,Russia
"""

UK_XML = """<?xml version="1.0" encoding="utf-8"?><Designations>
<DateGenerated>14/03/2025</DateGenerated><Designation><UniqueID>ZZZ0001</UniqueID>
<Names><Name><Name6>Marlovsky</Name6><Name1>Edgar</Name1><NameType>Primary Name</NameType></Name>
</Names><RegimeName>The Example Regime</RegimeName>
<IndividualEntityShip>Individual</IndividualEntityShip>
<DateDesignated>24/03/2022</DateDesignated><IndividualDetails><Individual><DOBs>
<DOB>dd/mm/1961</DOB></DOBs><Nationalities><Nationality>Russia</Nationality></Nationalities>
</Individual></IndividualDetails></Designation></Designations>"""

FTM = """{"id":"x-1","schema":"Person","datasets":["us_ofac_sdn"],"referents":["y-1"],"properties":\
{"name":["Edgar Marlovsky"],"weakAlias":["The Baron"],"birthDate":["1961-03-05"],\
"nationality":["ru"],"topics":["sanction"]}}
{"id":"s-1","schema":"Sanction","datasets":["us_ofac_sdn"],"properties":{"entity":["x-1"],\
"authorityId":["90001"],"program":["RUSSIA-EO14024"],"startDate":["2022-03-03"]}}
{"id":"x-2","schema":"Person","datasets":["xx_pep"],"properties":{"name":["Nobody Listed"]}}
"""

FTM_NESTED = """{"id":"x-1","schema":"Person","datasets":["gb_fcdo_sanctions"],"properties":\
{"name":["Edgar Marlovsky"],"sanctions":[{"id":"s-1","schema":"Sanction","properties":\
{"authorityId":["ZZZ0001"],"listingDate":["2022-03-24"]}}]}}
"""

WATCHLIST = """id;nombre;alias;tipo;fecha de nacimiento;nacionalidad
1;Edgar Marlovsky;E. Marlow;persona;1961;RU
2;Grey Heron Shipping;;empresa;;Panama
"""

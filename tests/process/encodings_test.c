/*
 * Texts of our own in the languages of the shelf, in the encodings that they were written in before
 * UTF-8, without a word on which: each must come out as it went in.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include <unicode/ucnv.h>
#include "data/mem.h"
#include "process/charset.h"

enum { TIMES = 4, LONGEST = 65536 };

static const char text_pt[] =
	"A traça não sabia ler, mas gostava de livros mais do que ninguém na cidade.\n"
	"Começou pela estante de poesia, onde as páginas eram finas e o papel já tinha o cheiro da "
	"chuva.\n"
	"Depois de três capítulos, percebeu que a história era triste, e até as vírgulas tinham um "
	"gosto amargo.\n"
	"— Não é possível — disse ela à irmã —, que ninguém mais venha aqui à noite. Já são onze "
	"horas, e o bibliotecário não voltou.\n"
	"A irmã, que então dormia num dicionário, só respondeu ao amanhecer: «Há razões que o "
	"coração não conhece, e você também não.»\n";

static const char text_es[] =
	"La polilla no sabía leer, pero ningún otro vecino del barrio quería tanto a los libros.\n"
	"Empezó por el estante de poesía, donde las páginas eran finas y el papel olía todavía a "
	"lluvia.\n"
	"Después de tres capítulos comprendió que la historia era triste; hasta las comas tenían "
	"un sabor más amargo.\n"
	"—¿Por qué no viene nadie aquí de noche? —preguntó a su hermana pequeña—. ¡Ya son las "
	"once, y el señor bibliotecario aún no volvió!\n"
	"La niña, que dormía en un diccionario, respondió mañana: «El corazón tiene razones que tú "
	"también desconoces.»\n";

static const char text_fr[] =
	"La mite ne savait pas lire, mais personne au village n'aimait les livres à ce point-là.\n"
	"Elle commença par l'étagère de poésie, où les pages étaient fines et où le papier sentait "
	"déjà la forêt après l'été.\n"
	"Après trois chapitres, elle comprit que l'histoire était fâcheuse : même les virgules "
	"avaient un goût très amer.\n"
	"« Où êtes-vous donc passés ? » demanda-t-elle à sa sœur aînée. « Il est déjà onze heures, "
	"et le bibliothécaire n'est pas rentré. »\n"
	"La sœur, qui s'était endormie dans un dictionnaire, répondit à l'aube : « Le cœur a ses "
	"mystères, et toi, tu n'y connais rien, ma chère. »\n";

static const char text_de[] =
	"Die Motte konnte nicht lesen, aber niemand in der Stadt liebte die Bücher so sehr wie "
	"sie.\n"
	"Sie begann mit dem Regal für Gedichte, wo die Blätter dünn waren und das Papier nach dem "
	"Regen über den Wäldern roch.\n"
	"Nach drei Kapiteln verstand sie, daß die Geschichte böse endete; sogar die Beistriche "
	"schmeckten süßlich und müde.\n"
	"»Warum kommt nachts keiner mehr hierher?« fragte sie ihre ältere Schwester. »Es ist schon "
	"elf, und der Bücherhüter ist nicht zurück.«\n"
	"Die Schwester, die in einem Wörterbuch schlief, antwortete erst in der Frühe: »Das Herz "
	"hat Gründe, für die du kein Gespür hättest.«\n";

static const char text_it[] =
	"La tarma non sapeva leggere, però nessuno in città voleva così bene ai libri.\n"
	"Cominciò dallo scaffale della poesia, perché lì le pagine erano sottili e la carta "
	"odorava già di pioggia.\n"
	"Dopo tre capitoli capì che la storia era triste: perfino le virgole avevano, chissà "
	"perché, un sapore più amaro.\n"
	"«Perché di notte non c'è più nessuno?» domandò alla sorella. «Sono già le undici, e il "
	"bibliotecario non è tornato: verrà più tardi, sarà così.»\n"
	"La sorella, che dormiva in un dizionario, rispose quando fu mattina: «Il cuore ha la sua "
	"verità, e tu non ne hai la metà.»\n";

static const char text_sv[] =
	"Malen kunde inte läsa, men ingen i staden älskade böcker så mycket som hon.\n"
	"Hon började på hyllan för dikter, där bladen var tunna och papperet ännu luktade av "
	"regnet från i går.\n"
	"Efter tre kapitel förstod hon att berättelsen var sorglig; även kommatecknen smakade "
	"något bittrare än förr.\n"
	"”Varför kommer ingen hit på nätterna?” frågade hon sin äldre syster. ”Klockan är redan "
	"över elva, och bibliotekarien är ännu inte här.”\n"
	"Systern, som låg och sov i en ordbok, svarade först på morgonen: ”Hjärtat har skäl som du "
	"också är främmande för.”\n";

static const char text_da[] =
	"Møllet kunne ikke læse, men ingen i byen elskede bøger så højt som det.\n"
	"Det begyndte på hylden med digte, hvor bladene var tynde, og hvor papiret endnu lugtede "
	"af regnen i går.\n"
	"Efter tre kapitler forstod det, at fortællingen var sørgelig; selv kommaerne smagte på én "
	"gang sødt og råt.\n"
	"»Hvorfor kommer der ingen her om natten?« spurgte det sin ældre søster. »Klokken er over "
	"elleve, og læreren er endnu ikke gået hjem.«\n"
	"Søsteren, som lå og sov i en ordbog, svarede først på morgenen: »Hjertet har årsager, som "
	"du også må lære at forstå.«\n";

static const char text_fi[] =
	"Koi ei osannut lukea, mutta kukaan kylässä ei rakastanut kirjoja yhtä hellästi kuin hän.\n"
	"Hän aloitti runohyllystä, missä lehdet olivat ohuita ja missä paperi vielä tuoksui "
	"eiliseltä sateelta ja metsältä.\n"
	"Kolmen luvun jälkeen hän ymmärsi, että tarina päättyisi pahasti; pilkutkin maistuivat "
	"väsyneiltä ja kylmiltä.\n"
	"”Miksi täällä ei enää käy ketään öisin?” hän kysyi pieneltä sisareltaan. ”Kello on jo "
	"yksitoista, eikä kirjastonhoitaja ole vielä täällä.”\n"
	"Sisar, joka nukkui sanakirjan välissä, vastasi vasta aamulla: ”Sydämellä on syynsä, joita "
	"sinäkään et vielä ymmärrä.”\n";

static const char text_is[] =
	"Mölurinn kunni ekki að lesa, en enginn í bænum þótti elska bækur meira en hann.\n"
	"Hann byrjaði á hillunni með ljóðunum, þar sem blöðin voru þunn og pappírinn lyktaði ennþá "
	"af rigningu gærdagsins.\n"
	"Eftir þrjá kafla skildi hann að sagan var döpur; jafnvel kommurnar höfðu ofurlítið súrt "
	"bragð, ætíð meir og meir.\n"
	"„Hvers vegna kemur enginn hingað á nóttunni?“ spurði hann eldri systur sína. „Klukkan er "
	"orðin ellefu og bókavörðurinn er ókominn.“\n"
	"Systirin, sem svaf í orðabók, svaraði loks þegar birti: „Hjartað á sér ástæður sem þú "
	"þekkir ekki heldur, góði.“\n";

static const char text_pl[] =
	"Mól książkowy nie umiał czytać, ale nikt w mieście nie kochał książek bardziej niż on.\n"
	"Zaczął od półki z poezją, gdzie kartki były cienkie, a papier pachniał jeszcze "
	"wczorajszym deszczem i łąką.\n"
	"Po trzech rozdziałach zrozumiał, że opowieść źle się skończy; nawet przecinki miały "
	"gorzki, zmęczony smak.\n"
	"— Dlaczego nikt już tu nocą nie zagląda? — zapytał starszą siostrę. — Jest już późno, "
	"dzwony biją jedenastą, a bibliotekarz wciąż nie wrócił.\n"
	"Siostra, śpiąca w słowniku, odpowiedziała dopiero o świcie: — Serce ma swoje racje, "
	"których ty też nie pojąłeś, mój mały żarłoku.\n";

static const char text_cs[] =
	"Knižní mol neuměl číst, ale nikdo v celém městě neměl knihy raději než on.\n"
	"Začal u police s básněmi, kde byly listy tenké a kde papír ještě voněl včerejším deštěm a "
	"loukou.\n"
	"Po třech kapitolách pochopil, že příběh skončí špatně; dokonce i čárky měly hořkou, "
	"unavenou příchuť.\n"
	"„Proč sem v noci už nikdo nechodí?“ zeptal se starší sestry. „Je pozdě, hodiny odbíjejí "
	"jedenáctou, a knihovník se ještě nevrátil.“\n"
	"Sestra, která spala ve slovníku, odpověděla teprve za úsvitu: „Srdce má své důvody, "
	"kterým ani ty, můj žroute, nerozumíš.“\n";

static const char text_hu[] =
	"A könyvmoly nem tudott olvasni, mégsem szerette senki a városban nála jobban a "
	"könyveket.\n"
	"A versek polcánál kezdte, ahol vékonyak voltak a lapok, és a papírnak még tegnapi "
	"esőillata volt.\n"
	"Három fejezet után megértette, hogy a történet rosszul végződik; még a vesszőknek is "
	"keserű, fáradt ízük volt.\n"
	"– Miért nem jön ide éjjelente többé senki? – kérdezte idősebb nővérétől. – Későre jár, "
	"tizenegyet ütött az óra, és a könyvtáros még mindig nem tért vissza.\n"
	"A nővére, aki egy szótárban aludt, csak hajnalban felelt: – A szívnek megvannak a maga "
	"okai, melyekről te sem tudsz, kis öcsém.\n";

static const char text_hr[] =
	"Moljac nije znao čitati, ali nitko u gradu nije više volio knjige od njega.\n"
	"Počeo je od police s pjesmama, gdje su listovi bili tanki i gdje je papir još mirisao na "
	"jučerašnju kišu i šumu.\n"
	"Poslije tri poglavlja shvatio je da će priča loše završiti; čak su i zarezi imali gorak, "
	"žalostan okus.\n"
	"„Zašto noću više nitko ne dolazi ovamo?“ upitao je stariju sestru. „Već je kasno, odbilo "
	"je jedanaest, a knjižničar se još nije vratio kući.“\n"
	"Sestra, koja je spavala u rječniku, odgovorila je tek ujutro: „Srce ima razloge koje ni "
	"ti, moj mališane, još ne možeš naslutiti.“\n";

static const char text_ro[] =
	"Molia nu ştia să citească, dar nimeni din oraş nu iubea cărţile mai mult decât ea.\n"
	"A început cu raftul de poezie, unde paginile erau subţiri şi hârtia mai mirosea încă a "
	"ploaie şi a pădure.\n"
	"După trei capitole a înţeles că povestea se sfârşeşte rău; până şi virgulele aveau un "
	"gust amar şi obosit.\n"
	"„De ce nu mai vine nimeni aici noaptea?“ şi-a întrebat ea sora mai mare. „Este târziu, a "
	"bătut ora unsprezece, iar bibliotecarul încă nu s-a întors.“\n"
	"Sora, care dormea într-un dicţionar, a răspuns abia dimineaţa: „Inima îşi are raţiunile "
	"ei, pe care nici tu nu le înţelegi, măi gâză.“\n";

static const char text_tr[] =
	"Güve okumayı bilmiyordu, ama şehirde kitapları ondan daha çok seven kimse yoktu.\n"
	"Önce şiir rafından başladı; orada sayfalar inceydi ve kâğıt hâlâ dünkü yağmur gibi "
	"kokuyordu.\n"
	"Üç bölümden sonra öykünün kötü bittiğini anladı; virgüllerin bile acı, yorgun bir tadı "
	"vardı.\n"
	"\"Geceleri buraya artık niçin kimse gelmiyor?\" diye ablasına sordu. \"Saat on biri "
	"geçti, kütüphaneci ise daha dönmedi, ışıklar söndü.\"\n"
	"Bir sözlüğün içinde uyuyan ablası ancak güneş doğunca cevap verdi: \"Gönlün senin de "
	"bilmediğin sebepleri vardır, küçüğüm.\"\n";

static const char text_el[] = "Ο σκώρος δεν ήξερε να διαβάζει, όμως κανένας στην πόλη δεν αγαπούσε "
			      "τα βιβλία περισσότερο από αυτόν.\n"
			      "Άρχισε από το ράφι με τα ποιήματα, όπου οι σελίδες ήταν λεπτές και "
			      "το χαρτί μύριζε ακόμη τη χθεσινή βροχή.\n"
			      "Ύστερα από τρία κεφάλαια κατάλαβε πως η ιστορία τελείωνε άσχημα· "
			      "ακόμη και τα κόμματα είχαν πικρή γεύση.\n"
			      "«Γιατί δεν έρχεται πια κανείς εδώ τη νύχτα;» ρώτησε τη μεγάλη του "
			      "αδελφή. «Είναι ήδη έντεκα και ο βιβλιοθηκάριος δεν γύρισε.»\n"
			      "Η αδελφή του, που κοιμόταν μέσα σε ένα λεξικό, απάντησε μόνο το "
			      "πρωί: «Η καρδιά έχει λόγους που ούτε εσύ τους γνωρίζεις.»\n";

static const char text_ru[] =
	"Моль не умела читать, но никто в городе не любил книги больше, чем она.\n"
	"Она начала с полки стихов, где страницы были тонкими, а бумага ещё пахла вчерашним дождём "
	"и лесом.\n"
	"После трёх глав она поняла, что история кончится плохо; даже запятые имели горький, "
	"усталый вкус.\n"
	"— Почему никто больше не приходит сюда по ночам? — спросила она старшую сестру. — Уже "
	"поздно, пробило одиннадцать, а библиотекарь всё ещё не вернулся домой.\n"
	"Сестра, спавшая в словаре, ответила только на рассвете: — У сердца есть причины, о "
	"которых и ты ничего не знаешь, объедала.\n";

static const char text_uk[] =
	"Міль не вміла читати, але ніхто в місті не любив книжки більше, ніж вона.\n"
	"Вона почала з полиці віршів, де сторінки були тонкі, а папір ще пахнув учорашнім дощем і "
	"лісом.\n"
	"Після трьох розділів вона зрозуміла, що історія закінчиться погано; навіть коми мали "
	"гіркий, втомлений смак.\n"
	"— Чому ніхто більше не приходить сюди вночі? — запитала вона старшу сестру. — Вже пізно, "
	"пробила одинадцята, а бібліотекар і досі не повернувся додому.\n"
	"Сестра, яка спала у словнику, відповіла лише на світанку: — Серце має свої причини, про "
	"які й ти ще нічого не знаєш, ненажеро.\n";

static const char text_bg[] =
	"Молецът не умееше да чете, но никой в града не обичаше книгите повече от него.\n"
	"Той започна от рафта със стихове, където страниците бяха тънки, а хартията още миришеше "
	"на вчерашния дъжд.\n"
	"След три глави разбра, че историята ще свърши зле; дори запетаите имаха горчив и уморен "
	"вкус.\n"
	"— Защо никой вече не идва тук нощем? — попита той по-голямата си сестра. — Вече е късно, "
	"удари единайсет, а библиотекарят още не се е върнал у дома.\n"
	"Сестра му, която спеше в един речник, отговори чак на разсъмване: — Сърцето има причини, "
	"за които и ти нищо не знаеш, лакомнико.\n";

static const char text_he[] =
	"העש לא ידע לקרוא, אבל איש בעיר לא אהב ספרים יותר ממנו.\n"
	"הוא התחיל במדף השירה, שם היו הדפים דקים והנייר עוד הריח מן הגשם של אתמול.\n"
	"אחרי שלושה פרקים הבין שהסיפור ייגמר רע; אפילו הפסיקים היו מרים ועייפים.\n"
	"\"למה אין איש בא לכאן בלילה?\" שאל את אחותו הגדולה. \"השעה כבר אחת עשרה, והספרן עדיין לא "
	"חזר הביתה.\"\n"
	"אחותו, שישנה בתוך מילון, ענתה רק בבוקר: \"ללב יש סיבות שגם אתה אינך יודע, קטן שלי.\"\n";

static const char text_ar[] =
	"لم تكن العثة تعرف القراءة، لكن أحدا في المدينة لم يحب الكتب أكثر منها.\n"
	"بدأت برف الشعر، حيث كانت الصفحات رقيقة وكان الورق ما زال يحمل رائحة مطر الأمس.\n"
	"وبعد ثلاثة فصول فهمت أن القصة تنتهي نهاية سيئة، حتى الفواصل كان لها طعم مر ومتعب.\n"
	"سألت أختها الكبرى: لماذا لم يعد أحد يأتي إلى هنا في الليل؟ لقد دقت الساعة الحادية عشرة "
	"ولم يرجع أمين المكتبة بعد.\n"
	"أما الأخت التي كانت نائمة في القاموس فلم تجب إلا في الصباح: إن للقلب أسبابا لا تعرفينها "
	"أنت أيضا يا صغيرتي.\n";

static const char text_ja[] =
	"紙魚は字が読めなかったが、町のだれよりも本を愛していた。\n"
	"まず詩の棚から始めた。そこの紙は薄く、まだ昨日の雨の匂いが残っていた。\n"
	"三章まで食べたところで、この物語は悲しく終わるのだと分かった。読点さえも苦い味がした。\n"
	"「どうして夜になると、だれもここへ来なくなったのだろう」と姉にたずねた。「もう十一時なのに"
	"、司書はまだ帰ってこない。」\n"
	"辞書の中で眠っていた姉は、朝になってやっと答えた。「心には、おまえの知らない理由があるのだ"
	"よ。」\n";

static const char text_zh[] =
	"书虫不识字，可是城里没有人比它更爱书。\n"
	"它先从诗集的架子开始，那里的纸很薄，还带着昨天雨水的气味。\n"
	"吃完三章以后，它明白这个故事的结局很悲伤，连逗号都有一点苦味。\n"
	"“为什么夜里再也没有人到这里来了？”它问姐姐，“已经十一点了，图书馆的管理员还没有回来。”\n"
	"姐姐正睡在一本词典里，到了早上才回答：“心有它自己的道理，你也不会懂的。”\n";

static const char text_zt[] =
	"書蟲不識字，可是城裡沒有人比牠更愛書。\n"
	"牠先從詩集的架子開始，那裡的紙很薄，還帶著昨天雨水的氣味。\n"
	"吃完三章以後，牠明白這個故事的結局很悲傷，連逗號都有一點苦味。\n"
	"「為什麼夜裡再也沒有人到這裡來了？」牠問姐姐，「已經十一點了，圖書館的管理員還沒有回來。」"
	"\n"
	"姐姐正睡在一本詞典裡，到了早上才回答：「心有它自己的道理，你也不會懂的。」\n";

static const char text_ko[] =
	"책벌레는 글을 읽지 못했지만, 마을에서 그보다 책을 더 사랑하는 사람은 없었다.\n"
	"먼저 시집이 있는 책장에서 시작했는데, 그곳의 종이는 얇았고 아직 어제 내린 비 냄새가 "
	"났다.\n"
	"세 장을 먹고 나서야 이 이야기가 슬프게 끝난다는 것을 알았다. 쉼표조차 쓴맛이 났다.\n"
	"\"왜 밤에는 이제 아무도 여기에 오지 않을까?\" 하고 누나에게 물었다. \"벌써 열한 시인데 "
	"사서는 아직 돌아오지 않았어.\"\n"
	"사전 속에서 자고 있던 누나는 아침이 되어서야 대답했다. \"마음에는 너도 모르는 까닭이 "
	"있단다.\"\n";

static const char text_lt[] =
	"Kandis nemokėjo skaityti, bet niekas mieste nemylėjo knygų labiau už ją.\n"
	"Ji pradėjo nuo poezijos lentynos, kur lapai buvo ploni, o popierius dar kvepėjo "
	"vakarykščiu lietumi ir mišku.\n"
	"Po trijų skyrių ji suprato, kad istorija baigsis blogai; net kableliai turėjo kartų, "
	"pavargusį skonį.\n"
	"– Kodėl naktį čia niekas daugiau neužeina? – paklausė ji vyresniosios sesers. – Jau vėlu, "
	"išmušė vienuolika, o bibliotekininkas vis dar negrįžo namo.\n"
	"Sesuo, mieganti žodyne, atsakė tik auštant: – Širdis turi priežasčių, kurių ir tu, "
	"mažyle, dar nežinai.\n";

static const char text_lv[] =
	"Kode neprata lasīt, bet neviens pilsētā nemīlēja grāmatas vairāk par viņu.\n"
	"Viņa sāka ar dzejas plauktu, kur lapas bija plānas un papīrs vēl smaržoja pēc vakardienas "
	"lietus un meža.\n"
	"Pēc trim nodaļām viņa saprata, ka stāsts beigsies slikti; pat komatiem bija rūgta, "
	"nogurusi garša.\n"
	"– Kāpēc naktīs šeit vairs neviens nenāk? – viņa jautāja vecākajai māsai. – Ir jau vēls, "
	"pulkstenis nosita vienpadsmit, bet bibliotekārs vēl nav atgriezies mājās.\n"
	"Māsa, kas gulēja vārdnīcā, atbildēja tikai no rīta: – Sirdij ir savi iemesli, kurus arī "
	"tu, mazā, vēl nezini.\n";

static const char text_et[] =
	"Koi ei osanud lugeda, aga keegi linnas ei armastanud raamatuid rohkem kui tema.\n"
	"Ta alustas luuleriiulist, kus lehed olid õhukesed ja paber lõhnas veel eilse vihma ning "
	"metsa järele.\n"
	"Pärast kolme peatükki mõistis ta, et lugu lõpeb halvasti; isegi komadel oli kibe, väsinud "
	"maitse.\n"
	"„Miks öösiti enam keegi siia ei tule?“ küsis ta vanemalt õelt. „On juba hilja, kell lõi "
	"üksteist, aga raamatukoguhoidja pole veel tagasi jõudnud.“\n"
	"Õde, kes magas sõnaraamatus, vastas alles hommikul: „Südamel on põhjused, mida sinagi "
	"veel ei mõista.“\n";

static const char text_th[] =
	"มอดตัวน้อยอ่านหนังสือไม่ออก แต่ไม่มีใครในเมืองนี้รักหนังสือมากไปกว่ามัน\n"
	"มันเริ่มจากชั้นบทกวี ที่นั่นกระดาษบางและยังมีกลิ่นฝนของเมื่อวาน\n"
	"เมื่อกินไปสามบท มันก็เข้าใจว่าเรื่องนี้จบลงอย่างเศร้า แม้แต่เครื่องหมายก็มีรสขม\n"
	"มันถามพี่สาวว่า ทำไมตอนกลางคืนจึงไม่มีใครมาที่นี่อีกแล้ว ห้าทุ่มแล้ว บรรณารักษ์ยังไม่กลับมาเลย\n"
	"พี่สาวซึ่งนอนหลับอยู่ในพจนานุกรมตอบเมื่อรุ่งเช้าว่า หัวใจมีเหตุผลที่เจ้าเองก็ยังไม่รู้\n";

static const struct {
	const char *text, *encoding;
} files[] = {
	{ text_pt, "iso-8859-1" },   { text_pt, "windows-1252" },   { text_es, "iso-8859-1" },
	{ text_es, "windows-1252" }, { text_fr, "iso-8859-15" },    { text_fr, "windows-1252" },
	{ text_de, "iso-8859-1" },   { text_de, "windows-1252" },   { text_it, "iso-8859-1" },
	{ text_sv, "windows-1252" }, { text_da, "iso-8859-1" },     { text_fi, "windows-1252" },
	{ text_is, "windows-1252" }, { text_pl, "iso-8859-2" },     { text_pl, "windows-1250" },
	{ text_cs, "iso-8859-2" },   { text_cs, "windows-1250" },   { text_hu, "iso-8859-2" },
	{ text_hu, "windows-1250" }, { text_hr, "iso-8859-2" },     { text_hr, "windows-1250" },
	{ text_ro, "iso-8859-2" },   { text_ro, "windows-1250" },   { text_tr, "iso-8859-9" },
	{ text_tr, "windows-1254" }, { text_el, "iso-8859-7" },     { text_el, "windows-1253" },
	{ text_ru, "windows-1251" }, { text_ru, "koi8-r" },         { text_ru, "iso-8859-5" },
	{ text_ru, "IBM866" },       { text_ru, "x-mac-cyrillic" }, { text_uk, "windows-1251" },
	{ text_uk, "koi8-u" },       { text_bg, "windows-1251" },   { text_bg, "iso-8859-5" },
	{ text_he, "iso-8859-8" },   { text_he, "windows-1255" },   { text_ar, "iso-8859-6" },
	{ text_ar, "windows-1256" }, { text_ja, "shift_jis" },      { text_ja, "euc-jp" },
	{ text_ja, "iso-2022-jp" },  { text_zh, "gb18030" },        { text_zh, "gbk" },
	{ text_zh, "gb2312" },       { text_zt, "big5" },           { text_ko, "euc-kr" },
	{ text_ko, "windows-949" },  { text_lt, "iso-8859-13" },    { text_lt, "windows-1257" },
	{ text_lv, "iso-8859-13" },  { text_lv, "windows-1257" },   { text_lv, "iso-8859-4" },
	{ text_et, "windows-1257" }, { text_et, "iso-8859-13" },    { text_th, "tis-620" },
	{ text_ru, "UTF-16LE" },     { text_zh, "UTF-16BE" },       { text_pt, "UTF-16LE" },
	{ text_ja, "UTF-16LE" },     { text_pt, "utf-8" },          { text_pt, "macintosh" },
	{ text_fr, "macintosh" },    { text_de, "macintosh" },      { text_fr, "IBM850" },
	{ text_de, "IBM850" },       { text_es, "IBM850" },
};

/* As a Latin-1 of the time would have it, where it has no such sign. */
static void plain_signs(char *text)
{
	static const char *const signs[][2] = {
		{ "„", "\"" }, { "“", "\"" }, { "”", "\"" }, { "’", "'" },  { "–", "-" },
		{ "—", "-" },  { "«", "\"" }, { "»", "\"" }, { "œ", "oe" },
	};
	char *at;

	for (size_t i = 0; i < sizeof(signs) / sizeof(*signs); i++) {
		size_t from = strlen(signs[i][0]), to = strlen(signs[i][1]);

		while ((at = strstr(text, signs[i][0]))) {
			memcpy(at, signs[i][1], to);
			memmove(at + to, at + from, strlen(at + from) + 1);
		}
	}
}

/* TEXT in ENCODING, or 0: it cannot be written in it. */
static size_t encode(char *out, const char *text, const char *encoding)
{
	UErrorCode status = U_ZERO_ERROR;
	UConverter *from = ucnv_open("UTF-8", &status), *to = ucnv_open(encoding, &status);
	const char *source = text;
	char *target = out;

	ucnv_setFromUCallBack(to, UCNV_FROM_U_CALLBACK_STOP, NULL, NULL, NULL, &status);
	ucnv_convertEx(to, from, &target, out + LONGEST, &source, text + strlen(text), NULL, NULL,
		       NULL, NULL, true, true, &status);
	ucnv_close(from);
	ucnv_close(to);
	return U_SUCCESS(status) ? (size_t)(target - out) : 0;
}

static bool comes_out(const char *once, const char *encoding)
{
	char *text = xcalloc(1, LONGEST);
	struct page page = { .body = xmalloc(LONGEST) };
	struct text out = { 0 };
	bool same;

	for (int i = 0; i < TIMES; i++)
		strcat(text, once);
	page.len = encode(page.body, text, encoding);
	if (!page.len) {
		plain_signs(text);
		page.len = encode(page.body, text, encoding);
	}
	assert_true(page.len);
	assert_int_equal(charset_decode(&out, &page, NULL), 0);
	same = strcmp(out.data, text) == 0;
	if (!same)
		print_message("%s, %.40s: taken for %s by %s\n", encoding, text, out.charset,
			      out.charset_by);
	text_release(&out);
	free(page.body);
	free(text);
	return same;
}

static void nearly_all_come_out_as_they_went_in(void **state)
{
	const size_t n = sizeof(files) / sizeof(*files);
	size_t good = 0;

	(void)state;
	for (size_t i = 0; i < n; i++)
		good += comes_out(files[i].text, files[i].encoding);
	print_message("%zu of %zu\n", good, n);
	assert_true(100 * good >= 95 * n);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nearly_all_come_out_as_they_went_in),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

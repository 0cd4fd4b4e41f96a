#include "data/stopwords.h"

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

enum { LONGEST = 32 };

/* Between spaces, so that a word is found with one at either end. */
static const struct {
	const char *language, *words;
} lists[] = {
	{ "de", " ab aber alle allem allen aller alles als also am an ander andere anderem "
		"anderen anderer anderes auch auf aus bei beim bin bis bist da dabei dadurch "
		"dafür dagegen daher dahin damit dann daran darauf daraus darin darum "
		"darüber das dass davon dazu daß dein deine deinem deinen deiner dem den "
		"denen denn der deren des dessen die dies diese diesem diesen dieser dieses "
		"dir doch dort du durch ein eine einem einen einer eines einige einmal er es "
		"etwas euch euer eure für gegen gewesen hab habe haben hat hatte hatten hier "
		"hin hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im in indem ins ist "
		"ja jede jedem jeden jeder jedes jene jenem jenen jener jetzt kann kein keine "
		"keinem keinen keiner konnte können könnte man mein meine meinem meinen "
		"meiner mich mir mit muss musste muß mußte nach nicht nichts noch nun nur ob "
		"oder ohne schon sehr sein seine seinem seinen seiner seit selbst sich sie "
		"sind so solche soll sollte sondern sonst um und uns unser unsere unter viel "
		"vom von vor war waren warum was weg weil weiter welche welchem welchen "
		"welcher wenn wer werde werden wie wieder will wir wird wirst wo wollen wollte "
		"worden wurde wurden während würde zu zum zur zwar zwischen über " },
	{ "en", " a about above after again against all also am an and any are aren't art as at "
		"be because been before being below between both but by can can't cannot could "
		"couldn't did didn't do does doesn't doing don't done down during each either "
		"else ever every few for from further had hadn't has hasn't hast hath have "
		"haven't having he he'd he'll he's her here here's hers herself him himself "
		"his how i i'd i'll i'm i've if in into is isn't it it'd it'll it's its itself "
		"just let let's may me might more most much must my myself neither no nor not "
		"now of off on once one only or other ought our ours ourselves out over own "
		"same shall shan't she she'd she'll she's should shouldn't so some such than "
		"that that's the thee their theirs them themselves then there there's these "
		"they they'd they'll they're they've thine this those thou though through thus "
		"thy till to too under unless until unto up upon us very was wasn't we we'd "
		"we'll we're we've were weren't what what's when where whether which while who "
		"whom whose why will with within without won't would wouldn't yet you you'd "
		"you'll you're you've your yours yourself yourselves " },
	{ "es", " a ahora al algo alguna algunas alguno algunos algún allí ante antes aquel "
		"aquella aquellas aquello aquellos aquí así aun aunque aún bajo bien cada "
		"casi como con contra cual cuales cualquier cuando cuanto cuál cuándo cómo "
		"de del desde después dice dijo donde dos durante dónde e el ella ellas ello "
		"ellos en entonces entre era eran eres es esa esas ese eso esos esta estaba "
		"estaban estar estas este esto estos estoy está están fue fuera fueron fué "
		"ha haber habiendo había habían hace hacia han hasta hay he hecho hemos hubo "
		"la las le les lo los luego mas me mi mientras mis misma mismo mucho muy más "
		"mí nada ni ninguna ningún no nos nosotros nuestra nuestras nuestro nuestros "
		"o otra otras otro otros para pero poco por porque pues que quien quienes "
		"quién qué se sea según ser si sido siempre sin sino so sobre solo son soy "
		"su sus sé sí sólo tal también tampoco tan tanto te tenía ti tiene toda "
		"todas todavía todo todos tu tus tú u un una unas uno unos usted ustedes vos "
		"vosotros vuestra vuestras vuestro vuestros y ya yo á é él ó " },
	{ "fr", " a ai ainsi alors après as au aucun aucune auquel aussi autant autre autres "
		"aux avaient avais avait avant avec avez aviez avions avoir avons ayant bien "
		"c'est c'était car ce ceci cela celle celles celui cependant ces cet cette "
		"ceux chaque chez ci comme comment d'un d'une dans de depuis des deux devant "
		"dit donc dont du dès elle elles en encore enfin entre est et eu eut eux "
		"faire fait furent fut hors ici il ils j'ai j'avais je jusqu'à l'autre l'on "
		"la laquelle le lequel les lesquelles lesquels leur leurs lorsque lui là m'a "
		"ma mais malgré me mes mieux moi moins mon même mêmes n'a n'avait n'en "
		"n'est n'était ne ni non nos notre nous nôtre on ont ou où par parce parmi "
		"pas peu peut plus point pour pourquoi presque puis puisque qu'elle qu'elles "
		"qu'il qu'ils qu'on qu'un qu'une quand que quel quelle quelles quelque "
		"quelques quels qui quoi rien s'est s'il sa sans se sera serait ses si soi "
		"soit sommes son sont sous suis sur t'a ta tant te tel telle tes toi ton "
		"toujours tous tout toute toutes trop très tu un une va vers voici voilà vos "
		"votre vous vôtre y à étaient étais était étant été êtes être " },
	{ "it", " a abbia abbiamo ad agli ai al alla alle allo allora altra altre altri altro "
		"anche ancora avanti avere avete aveva avevano c'era c'è che chi ci ciò coi "
		"col come con contro cosa così cui da dagli dai dal dall dalla dalle dallo de "
		"degli dei del dell della delle dello dentro di dopo dove due e e' ed egli era "
		"erano essa esse essere essi fa fino fra fu furono già gli ha hanno ho i il "
		"in indi innanzi io l la le lei li lo loro lui là ma mai me medesimo meno "
		"mentre mi mia mie miei mio molto ne negli nei nel nell nella nelle nello "
		"nessuno noi non nostra nostre nostri nostro né o od ogni ognuno onde oppure "
		"or ora per perchè perché perciò più piú po' poco poi pure qual quale "
		"quali quando quanto quasi quegli quei quel quell quella quelle quelli quello "
		"questa queste questi questo qui quindi quivi sarebbe sarà se sei sempre "
		"senza si sia siamo siano siete so solo sono sopra sotto sta stata stati stato "
		"su sua sue sugli sui sul sull sulla sulle suo suoi sè sé sì tal tale tanto "
		"te ti tra tu tua tue tuo tuoi tutta tutte tutti tutto un un' una uno vi voi "
		"vostra vostre vostri vostro è " },
	{ "pt", " a agora ahi ainda alguem algum alguma algumas alguns ali alli além ante "
		"antes ao aos apenas após aquela aquelas aquele aqueles aquella aquellas "
		"aquelle aquelles aqui aquillo aquilo as assim até aí bem cada com comigo "
		"como consigo contra cuja cujo cá d' da daquela daquele daquella daquelle das "
		"daí de dela delas dele deles della dellas delle delles depois desde dessa "
		"desse desta deste disse disso disto dizer do dos e eis ela elas ele eles ella "
		"ellas elle elles em embora enfim enquanto entre então era eram essa essas "
		"esse esses esta estas estava estavam este estes estou está estão eu foi for "
		"fora foram fosse ha haver havia hei há ia ir isso isto já lhe lhes lo logo "
		"lá ma mais mal mas me mesma mesmo meu meus mim minha minhas muita muitas "
		"muito muitos n' na nada naquela naquele naquella naquelle nas nela nele nella "
		"nelle nem nenhum nenhuma nessa nesse nesta neste ninguem ninguém nisso nisto "
		"no nos nossa nossas nosso nossos num numa não nós o onde ora os ou outra "
		"outras outro outros para pela pelas pelo pelos perante pode pois por porque "
		"porém pouco póde pôde quaes quais qual qualquer quando quanta quanto quase "
		"quasi que quem quê se sem sempre senão ser será seu seus si sido sob sobre "
		"sou sua suas são só tal tambem também tanto te tem tenho ter teu teus "
		"tinha tinham toda todas todavia todo todos tu tua tuas tudo tão têm um uma "
		"umas uns vae vai você vocês vos vossa vosso vão vós à às á ás é " },
};

static const char *list_of(const char *language)
{
	for (size_t i = 0; language && i < sizeof(lists) / sizeof(*lists); i++) {
		if (strcmp(lists[i].language, language) == 0)
			return lists[i].words;
	}
	return NULL;
}

bool stopwords_know(const char *language)
{
	return list_of(language) != NULL;
}

/* Where the letters and digits of the LEN bytes begin and end. */
static void strip(const char **word, size_t *len)
{
	const uint8_t *s = (const uint8_t *)*word;
	int32_t n = (int32_t)*len, first = 0, last = n, at;
	UChar32 c;

	while (first < n) {
		at = first;
		U8_NEXT(s, at, n, c);
		if (c >= 0 && u_isalnum(c))
			break;
		first = at;
	}
	while (last > first) {
		at = last;
		U8_PREV(s, 0, at, c);
		if (c >= 0 && u_isalnum(c))
			break;
		last = at;
	}
	*word += first;
	*len = (size_t)(last - first);
}

/* Typists' apostrophes are straight in the lists. */
static size_t straighten(char *out, const char *word, size_t len)
{
	size_t n = 0;

	for (size_t i = 0; i < len; i++) {
		if (len - i >= 3 && memcmp(word + i, "\xe2\x80\x99", 3) == 0) {
			out[n++] = '\'';
			i += 2;
		} else {
			out[n++] = word[i];
		}
	}
	return n;
}

bool stopwords_have(const char *language, const char *word, size_t len)
{
	const char *list = list_of(language);
	char key[LONGEST + 3] = " ";
	size_t n;

	if (len > INT32_MAX)
		return false;
	strip(&word, &len);
	if (!len)
		return true;
	if (!list || len > LONGEST || memchr(word, ' ', len))
		return false;
	n = 1 + straighten(key + 1, word, len);
	key[n] = ' ';
	key[n + 1] = '\0';
	return strstr(list, key) != NULL;
}

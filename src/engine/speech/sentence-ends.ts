/**
 * After which words English sentences hardly ever end (probability under 0.032), seldom (under 0.079), and often, where a pair of words
 * is another case than its last one. Made by scripts/make-sentence-ends.mjs; not to be edited.
 */
type SentenceEnd = 'never' | 'seldom' | 'often';

const WRITTEN: Readonly<Record<SentenceEnd, string>> = {
  never:
    "the,i,to,a,and,of,in,is,for,have,was,they,be,are,it's,with,he,just,as,my,we,what,at,don't,if,or,i'm,can,would," +
    "get,that's,your,an,had,when,has,will,because,been,by,how,she,some,their,who,his,were,going,than,could,even,got," +
    "you're,only,very,where,which,any,make,new,our,i've,into,they're,didn't,most,should,still,take,those,after," +
    "being,can't,need,never,there's,these,twenty,kind,many,he's,last,look,always,every,pretty,probably,we're,big," +
    "doesn't,find,may,might,put,used,few,getting,give,gonna,i'll,tell,i'd,keep,trying,went,such,able,having,let," +
    "looking,told,what's,came,each,makes,she's,without,wouldn't,making,seems,until,wasn't,against,almost,must,took," +
    "couple,haven't,let's,sort,thank,under,won't,comes,during,kinda,quite,whether,you've,couldn't,especially,gets," +
    "looks,rather,taking,united,using,usually,we've,aren't,seem,supposed,tried,you'll,based,bring,although,local," +
    "per,spend,takes,they've,wanna,felt,gave,national,unless,we'll,within,according,cannot,certainly,gotta,looked," +
    "political,several,sit,social,you'd,current,decided,near,save,seeing,they'll,turned,bought,brought,due,economic," +
    "entire,financial,giving,main,nearly,nobody,send,shouldn't,starting,telling,who's,became,biggest,except,extra," +
    'including,lots,allow,among,glad,gotten,kept,paying,putting,seemed,sitting,super,willing,compared,gives,medical,' +
    "talked,weren't,actual,grew,hasn't,it'll,lack,tend,towards,finding,foreign,particularly,plenty,pull,throw," +
    "despite,extremely,federal,he'll,hoping,keeping,led,protect,ran,showed,they'd,forced,hang,he'd,here's,kinds," +
    "nuclear,picked,turns,we'd,people's,previous,whenever,whose,world's,affect,becoming,depending,fairly,hadn't," +
    "holding,holy,keeps,onto,prevent,tells,throughout,adding,ain't,figured,highly,it'd,leading,managed,multiple," +
    "name's,pulled,rid,turning,walked,bringing,civil,dealing,fill,hardly,loves,nor,reduce,southern,till,various," +
    "wake,wanting,barely,northern,one's,relatively,remove,allows,brings,cutting,ensure,how's,incredibly,letting," +
    "opposed,puts,sat,toward,where's,additional,believes,carried,grab,hanging,lotta,mid,moral,picking,sending,shall," +
    "she'll,thus,unable,would've,african,associated,everybody's,fewer,lay,presidential,pushing,raising,typically," +
    "vast,whereas,whoever,annual,destroy,encourage,hitting,placed,pushed,scientific,she'd,stood,throwing,today's," +
    "via,allowing,country's,drove,environmental,everyone's,immediate,largely,pointed,providing,pulling,rely,solar," +
    "someone's,that'd,that'll,thrown,tries,unlike,upper,affects,causing,depend,enjoying,husband's,increasingly," +
    "if you,do you,the first,and you,that you,i'm not,nine hundred,a good,and it,don't think,but it,the one," +
    "and that,thousand nine,in one,that it,when you,in this,in two,but you,what you,the whole,don't want,did you," +
    "the next,i love,if it,think it,i really,a great,so you,no one,a long,so that,what do,that's not,i hope," +
    "the fact,and not,as you,as far,how much,have no,that's why,when it,because it,the second,that that,that there," +
    "it it,is no,so it,yeah it,what it,think you,can you,then you,where you,there's no,away from,but that,but not," +
    'as it,people that,because you,something that,something like,fact that,i also,and now,that this,is one,is so,' +
    'as long,even though,things that,a different,a small,and this,it you,but then,not that,yeah you,yeah that,' +
    "don't really,said you,how do,make sure,let me,the more,i found,i wish,a bad,a real,a huge,you really,but there," +
    "one that,up on,end up,the things,the ones,a really,a better,you you,is really,but this,be more,it's all," +
    "what about,don't see,or you,no longer,how you,thing that,the real,to meet,a nice,and other,in front," +
    "that people,was so,was really,it's really,it's hard,my first,we all,well you,now that,mean you,things like," +
    'sure that,may not,thought it,give you,the old,i actually,i started,a certain,a single,a bunch,and do,you ever,' +
    'in terms,for two,was one,are so,if there,no matter,the you,with all,i read,i hate,to show,a one,in all,in her,' +
    "be on,at one,think this,from one,out on,had no,thousand five,how it,i'd like,depends on,the good,the wrong," +
    "the american,i work,to deal,a large,in other,it that,but now,was no,it's so,not so,not too,as soon,about one," +
    'out that,time you,then it,only thing,is why,are all,are more,just about,just want,if that,way that,where it,' +
    "a two,about two,how about,didn't want,stuff like,thought that,makes it,ended up,the three,the little,to not," +
    "to two,a high,a major,and people,and her,of other,in high,that all,is something,for about,yeah this,don't do," +
    'if this,people like,thousand eight,how did,ah but,take care,before you,made me,give me,makes me,the long,' +
    "the white,the amount,to all,to pick,is actually,it's more,it's also,with one,with no,just so,what did," +
    "what does,don't believe,all you,think there,something about,make you,give it,a matter,a full,know there," +
    'they all,there you,two point,now you,why do,a part,a hard,the great,the average,to turn,for three,for ten,' +
    "was also,i'm so,i'm really,well it,has no,than it,could you,something you,way you,say you,there's nothing," +
    "sure you,doesn't mean,found that,hope that,the age,the early,to check,to figure,a young,and maybe,was more," +
    "are really,it's one,not all,don't feel,about three,i've ever,thing you,thing about,give them,isn't that," +
    'once you,makes you,unless you,they really,they also,an old,an interesting',
  seldom:
    'you,that,but,like,on,not,so,this,do,about,all,think,from,two,no,more,hundred,really,thousand,oh,go,then,other,' +
    'see,did,lot,want,also,first,say,over,little,why,actually,come,same,long,does,feel,made,maybe,through,am,best,' +
    'cause,love,since,thirty,thought,use,another,ever,fifty,part,its,next,someone,try,both,forty,least,ninety,real,' +
    "talk,believe,high,isn't,million,once,start,whole,between,found,less,seen,definitely,eighty,pay,read,seventy," +
    'sixty,talking,wanted,working,called,fact,half,remember,started,coming,hear,heard,hope,set,small,buy,saw,top,' +
    'american,ask,goes,means,somebody,stay,become,full,knew,living,playing,asked,certain,given,hit,likely,needs,' +
    'rest,taken,turn,wants,white,basically,black,check,middle,sounds,third,type,watching,worked,worth,cut,front,' +
    'huge,human,learn,paid,played,running,single,across,amount,completely,hate,hold,kill,known,large,major,meet,' +
    'pick,totally,wish,billion,figure,moved,north,short,sound,walk,add,build,expect,listen,lived,obviously,perhaps,' +
    'personal,similar,simply,spent,stand,wonder,allowed,consider,continue,finally,met,minimum,miss,private,red,sell,' +
    'u,worry,asking,forget,mostly,moving,plus,step,total,waiting,watched,access,british,calling,create,global,' +
    'growing,international,lead,meant,sign,write,built,bunch,choose,depends,drop,drug,eating,ended,final,focus,' +
    'loved,lower,particular,provide,realize,recent,spending,afraid,beat,catch,clearly,considered,currently,explain,' +
    'feels,grow,held,helped,learned,liked,majority,original,regular,sold,thousands,walking,afford,aware,beyond,' +
    'buying,chinese,complete,decide,following,hopefully,literally,natural,non,raise,reach,specific,stick,teach,' +
    'accept,apparently,avoid,carry,created,deep,double,fix,fourth,generally,losing,millions,missed,necessarily,' +
    'possibly,prefer,raised,thinks,wear,written,basic,central,decent,european,fell,former,handle,killing,knowing,' +
    'likes,mention,modern,physical,push,received,shut,speaking,starts,stuck,appreciate,assume,broke,cell,draw,' +
    'helping,hundreds,join,planning,prime,religious,selling,showing,signed,significant,smaller,standing,suggest,' +
    'truly,upon,becomes,believed,caused,considering,dot,dropped,followed,forgot,fully,include,jump,largest,mass,' +
    'named,opened,prove,remain,runs,slightly,spread,taught,wearing,wondering,amp,appear,besides,cross,designed,' +
    'developed,direct,exact,greater,grown,highest,increased,larger,massive,normally,offered,opening,realized,' +
    'recommend,shown,treat,western,admit,appears,apply,argue,attempt,democratic,develop,enjoyed,feed,fifth,grand,' +
    'greatest,latest,mental,originally,receive,require,researchers,returned,separate,serve,sexual,stayed,suddenly,' +
    'therefore,tiny,treated,uses,blow,breaking,carbon,click,corporate,deserve,developing,discovered,kick,primary,' +
    'proper,reached,somewhat,specifically,staying,addition,announced,assuming,committed,creating,estimated,falling,' +
    'focused,manage,pair,provided,senior,split,spoke,traditional,appeared,chose,digital,el,emotional,enter,' +
    'essentially,expecting,filled,giant,hire,ignore,joined,laid,mainly,maintain,owned,replace,requires,saving,' +
    'suggested,ton,tons,trained,ultimately,voted,anti,capable,checking,determine,earn,eastern,facing,fed,fellow,' +
    "hopes,indian,invest,linked,percentage,rarely,recognize,sees,solve,surely,typical,year's,automatically,cant," +
    'carrying,claimed,compare,convinced,cultural,describe,domestic,dozen,driven,equivalent,graduated,identify,' +
    'includes,increasing,initial,leads,locked,mixed,ordered,parking,passing,pre,prepare,roughly,shared,sorts,' +
    'suggests,vice,absolute,advanced,aim,applied,armed,asian,auto,barack,constant,defend,electric,existing,fallen,' +
    'golden,harry,introduced,lock,minor,offering,prior,promised,pure,refused,seek,til,amounts,ate,collect,commit,' +
    'connect,download,drawing,drawn,executive,express,extended,fought,guarantee,hated,hired,invited,kicked,kills,' +
    "knock,le,meanwhile,native,you are,they are,we are,sort of,he is,they don't,of those,the right,it in,live in," +
    "i said,of these,think of,oh my,it seems,i'm sure,make it,can get,a way,said it,talk to,and there,i'm in," +
    'back in,the thing,she is,go back,deal with,rather than,the guy,you got,is there,they should,one point,so what,' +
    "yeah well,go out,looking at,the person,the idea,didn't know,tell me,listen to,the number,in order,them in," +
    'such as,care of,interested in,the reason,on t,we know,am i,the name,are we,do they,too many,come up,made it,' +
    "put it,a place,a guy,a number,you make,get in,you're in,talking to,to call,me in,look for,pick up,figure out," +
    "grew up,a group,it gets,is for,was i,don't i,get back,really don't,even know,him in,most important,work with," +
    "heard of,forward to,waiting for,it's time,and things,on in,go in,put in,aware of,and said,the power,can tell," +
    'right in,some sort,did i,believe in,is too,know exactly,good at,they make,be one,be used',
  often:
    'it is,are you,like that,you think,to you,at all,of that,you do,for you,like this,thank you,talking about,' +
    'with you,do that,of you,for that,with that,going on,i see,or not,each other,on that,looking for,you like,' +
    'for this,about that,to that,it all,they want,no no,know why,do this,about this,hundred thousand,with this,' +
    "go on,you in,don't you,and fifty,are they,or two,about you,than that,come on,and twenty,do so,oh no,he he," +
    "on you,or so,any more,look like,worry about,you did,that's all,after that,twenty two,come in,come from,is he," +
    "he does,than you,and thirty,for what,know of,think so,to believe,it isn't,so long,just that,all about," +
    "let's see,just you,what what,at first,or what,or more,help you,bit more,that so,like what,no more,really is," +
    'after all,why not,thirty two,understand that,you from,it be,it did,my my,doing this,in you,in love',
};

export const SENTENCE_ENDS: ReadonlyMap<string, SentenceEnd> = new Map(
  (Object.keys(WRITTEN) as SentenceEnd[]).flatMap((kind) =>
    WRITTEN[kind].split(',').map((entry): [string, SentenceEnd] => [entry, kind]),
  ),
);

"""Golden vectors for computed tokens and token look-up: HMAC and HKDF written out over hashlib."""
import base64, hashlib, hmac, json, struct, sys
def mac(key,data): return hmac.new(key,data,'sha256').digest()
def hkdf(salt,ikm,info,n=32):
    prk=mac(salt or b'\0'*32,ikm); out=b''; t=b''; i=1
    while len(out)<n:
        t=mac(prk,t+info+bytes([i])); out+=t; i+=1
    return out[:n]
def lp(*parts): return b''.join(struct.pack('>I',len(p))+p for p in parts)
def u(s): return s.encode('utf-8')
def b64(b): return base64.urlsafe_b64encode(b).rstrip(b'=').decode()
KEYS=[(4001,bytes(range(100,132))),(0xABCDEF01,bytes(range(132,164)))]
SHARED=b'yinhu/shared'
def lookup_key(key,field): return hkdf(b'',key,lp(b'yinhu/token-lookup/v1',u(field)))
def value_key(key,ikm,kind,field): return hkdf(key,ikm,lp(b'yinhu/token-value/v1',u(kind),u(field)))
def luhn(body):
    s=0
    for i,c in enumerate(reversed(body)):
        d=int(c)*(2 if i%2==0 else 1); s+=d-9 if d>9 else d
    return str(-s%10)
def gb(body):
    w=[7,9,10,5,8,4,2,1,6,3,7,9,10,5,8,4,2]
    return '10X98765432'[sum(int(c)*x for c,x in zip(body,w))%11]
FORMATS={'mobile':dict(alphabet='0123456789',first=3,last=0,check=None,passed=' -'),
 'card':dict(alphabet='0123456789',first=0,last=0,check=luhn,passed=' -'),
 'id-number':dict(alphabet='0123456789',first=0,last=0,check=gb,passed=''),
 'han':dict(alphabet=''.join(chr(0x4e00+i) for i in range(20902)),first=0,last=0,check=None,passed='·')}
def stream(key,attempt,value):
    seed=lp(b'shape',bytes([attempt]),u(value)); i=0
    while True:
        h=mac(key,seed+struct.pack('>I',i)); i+=1
        for j in range(0,32,4): yield struct.unpack('>I',h[j:j+4])[0]
def shaped(key,attempt,value,f):
    s=stream(key,attempt,value); a=f['alphabet']; fair=2**32-2**32%len(a)
    counted=[c for c in value if c not in f['passed']]; body=len(counted)-(1 if f['check'] else 0)
    out=[]; digits=''; place=0
    for c in value:
        if c in f['passed']: out.append(c); continue
        if place<body:
            if not (place<f['first'] or place>=body-f['last']):
                n=next(s)
                while n>=fair: n=next(s)
                c=a[n%len(a)]
            digits+=c
        else: c=f['check'](digits)
        out.append(c); place+=1
    return ''.join(out)
cases=[]
def case(field,kind,value,ikm=SHARED,fmt=None):
    kid,key=KEYS[-1]; k=value_key(key,ikm,kind,field); attempt=0
    if fmt: token=shaped(k,attempt,value,FORMATS[fmt])
    else:
        t=mac(k,lp(b'token',bytes([attempt]),u(value)))[:16]
        if kind=='one-way': token='yt1.'+b64(b'\x03'+struct.pack('>I',kid)+t+mac(lookup_key(key,field),lp(b'token',t))[:8])
        else: token='yt1.'+b64(b'\x02'+t)
    assert token!=value
    cases.append(dict(field=field,kind=kind,value=value,subjectKey=None if ikm==SHARED else ikm.hex(),format=fmt,token=token,
      tokenHash=None if kind=='one-way' else mac(lookup_key(key,field),u(token)).hex(),
      valueHash=None if kind=='one-way' else mac(k,lp(b'value',u(value))).hex()))
SUBJECT=bytes(range(200,232))
for kind in ('deterministic','one-way'):
    for ikm in (SHARED,SUBJECT):
        case('shop.users.phone',kind,'13800138000',ikm)
        case('shop.users.phone',kind,'',ikm)
        case('shop.users.name',kind,'王小明😀',ikm)
        case('shop.users.phone',kind,'138 0013-8000',ikm,'mobile')
        case('shop.cards.number',kind,'6222 0212 3456 7894',ikm,'card')
        case('shop.users.id_number',kind,'11010519491231002X',ikm,'id-number')
        case('shop.users.name',kind,'欧阳·娜娜',ikm,'han')
json.dump(dict(about='Made by /crypto/src/test/vectors/token.py from docs/formats.md; keys and values are made up.',
  versions=[dict(keyId=k,key=v.hex()) for k,v in KEYS],vectors=cases),open(sys.argv[1],'w'),ensure_ascii=False,indent=1)

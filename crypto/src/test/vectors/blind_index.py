"""Golden vectors for blind indexes: HMAC and HKDF written out over hashlib (SM3 from OpenSSL)."""
import base64, hashlib, hmac, json, struct, sys
def H(alg): return 'sha256' if alg==1 else 'sm3'
def mac(alg,key,data): return hmac.new(key,data,H(alg)).digest()
def hkdf(alg,ikm,info,n=32):
    prk=mac(alg,b'\0'*32,ikm); out=b''; t=b''; i=1
    while len(out)<n:
        t=mac(alg,prk,t+info+bytes([i])); out+=t; i+=1
    return out[:n]
def lp(*parts): return b''.join(struct.pack('>I',len(p))+p for p in parts)
def u(s): return s.encode('utf-8')
def b64(b): return base64.urlsafe_b64encode(b).rstrip(b'=').decode()
def index(keyid,key,alg,ref,name,bits,partition,inputs):
    k=hkdf(alg,key,lp(b'yinhu/index-key/v1',bytes([alg]),u(ref),u(name)))
    h=mac(alg,k,lp(u(name),bytes([partition]),*[u(i) for i in inputs]))
    if bits==0: body=h
    else:
        v=int(bin(int.from_bytes(h,'big'))[2:].zfill(256)[:bits],2)
        body=v.to_bytes((bits+7)//8,'big')
    return 'yi1.'+b64(struct.pack('>IB',keyid,bits)+body)
keys=[(1001,bytes(range(32))),(0xFFFFFFFF,bytes(range(32,64)))]
cases=[]
def case(ref,name,alg,bits,parts,inputs):
    q=[]
    for kid,k in reversed(keys):
        q+= [index(kid,k,alg,ref,name,bits,p,inputs) for p in range(parts)]
    cases.append(dict(ref=ref,name=name,algorithm='HMAC_SHA256' if alg==1 else 'HMAC_SM3',bits=bits,partitions=parts,inputs=inputs,query=q))
for alg in (1,2):
    case('shop.users.phone','',alg,0,1,['+8613800138000'])
    for bits in (1,7,8,9,16,31,33,48,56,57,62,63): case('shop.users.phone','',alg,bits,1,['+8613800138000'])
    case('shop.users.phone','last4',alg,9,1,['8000'])
    case('shop.users.name','',alg,12,3,['王伟'])
    case('shop.users.name','',alg,0,255 if alg==1 else 4,['王伟'])
    case('shop.users.name_phone','+',alg,0,2,['张三','+8613800138000'])
    case('shop.users.email','',alg,0,1,['zhang.san@example.com'])
    case('shop.users.note','',alg,0,1,['😀 emoji'])
json.dump(dict(about='Made by /crypto/src/test/vectors/blind_index.py: HMAC, HKDF and cutting written out in Python over hashlib; keys and values are made up.',
  versions=[dict(keyId=k,key=v.hex()) for k,v in keys],vectors=cases),open(sys.argv[1],'w'),ensure_ascii=False,indent=1)

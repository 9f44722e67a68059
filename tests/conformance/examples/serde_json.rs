//! A stand-in for the part of `serde_json` that the Rust example uses, with the same names and
//! signatures as far as the example can tell. It lets the example be compiled without any crate.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Index;

#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Null,
    Bool(bool),
    Number(i128),
    String(String),
    Array(Vec<Value>),
    Object(BTreeMap<String, Value>),
}

impl Value {
    pub fn as_str(&self) -> Option<&str> {
        if let Value::String(text) = self { Some(text) } else { None }
    }

    pub fn as_u64(&self) -> Option<u64> {
        if let Value::Number(number) = self { (*number).try_into().ok() } else { None }
    }

    pub fn as_array(&self) -> Option<&Vec<Value>> {
        if let Value::Array(items) = self { Some(items) } else { None }
    }
}

static NULL: Value = Value::Null;

impl Index<&str> for Value {
    type Output = Value;

    fn index(&self, name: &str) -> &Value {
        if let Value::Object(members) = self { members.get(name).unwrap_or(&NULL) } else { &NULL }
    }
}

impl PartialEq<str> for Value {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == Some(other)
    }
}

impl PartialEq<&str> for Value {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == Some(*other)
    }
}

impl fmt::Display for Value {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        write!(formatter, "{self:?}")
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Value {
        Value::String(text.to_string())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Value {
        Value::String(text)
    }
}

impl From<u16> for Value {
    fn from(number: u16) -> Value {
        Value::Number(number.into())
    }
}

#[macro_export]
macro_rules! json {
    (@members $map:ident) => {};
    (@members $map:ident $name:literal : { $($inner:tt)* } $(, $($rest:tt)*)?) => {
        $map.insert($name.to_string(), $crate::json!({ $($inner)* }));
        $( $crate::json!(@members $map $($rest)*); )?
    };
    (@members $map:ident $name:literal : $value:expr $(, $($rest:tt)*)?) => {
        $map.insert($name.to_string(), $crate::Value::from($value));
        $( $crate::json!(@members $map $($rest)*); )?
    };
    ({ $($members:tt)* }) => {{
        let mut map = std::collections::BTreeMap::new();
        $crate::json!(@members map $($members)*);
        $crate::Value::Object(map)
    }};
}

/// Reads a JSON text; numbers are integers, as everywhere in the vectors that the example loads.
pub fn from_str(text: &str) -> Result<Value, String> {
    let mut reader = Reader { bytes: text.as_bytes(), position: 0 };
    let value = reader.read_value()?;
    match reader.peek() {
        None => Ok(value),
        Some(byte) => Err(format!("{} after the value", byte as char)),
    }
}

struct Reader<'a> {
    bytes: &'a [u8],
    position: usize,
}

impl Reader<'_> {
    fn peek(&mut self) -> Option<u8> {
        while self.bytes.get(self.position).is_some_and(u8::is_ascii_whitespace) {
            self.position += 1;
        }
        self.bytes.get(self.position).copied()
    }

    fn accept(&mut self, byte: u8) -> bool {
        let is_next = self.peek() == Some(byte);
        self.position += usize::from(is_next);
        is_next
    }

    fn expect(&mut self, byte: u8) -> Result<(), String> {
        if self.accept(byte) { Ok(()) } else { Err(format!("no {} at {}", byte as char, self.position)) }
    }

    fn read_value(&mut self) -> Result<Value, String> {
        match self.peek() {
            Some(b'{') => self.read_object(),
            Some(b'[') => self.read_array(),
            Some(b'"') => Ok(Value::String(self.read_string()?)),
            _ => self.read_word(),
        }
    }

    fn read_object(&mut self) -> Result<Value, String> {
        let mut members = BTreeMap::new();
        self.expect(b'{')?;
        while !self.accept(b'}') {
            let name = self.read_string()?;
            self.expect(b':')?;
            members.insert(name, self.read_value()?);
            self.accept(b',');
        }
        Ok(Value::Object(members))
    }

    fn read_array(&mut self) -> Result<Value, String> {
        let mut items = Vec::new();
        self.expect(b'[')?;
        while !self.accept(b']') {
            items.push(self.read_value()?);
            self.accept(b',');
        }
        Ok(Value::Array(items))
    }

    fn read_string(&mut self) -> Result<String, String> {
        self.expect(b'"')?;
        let rest = &self.bytes[self.position..];
        let length = rest.iter().position(|byte| *byte == b'"').ok_or("a text without an end")?;
        let content = std::str::from_utf8(&rest[..length]).map_err(|error| error.to_string())?;
        if content.contains('\\') {
            return Err("escapes are not needed here".to_string());
        }
        self.position += length + 1;
        Ok(content.to_string())
    }

    fn read_word(&mut self) -> Result<Value, String> {
        let rest = &self.bytes[self.position..];
        let length = rest.iter().position(|byte| !(byte.is_ascii_alphanumeric() || *byte == b'-'));
        let word = std::str::from_utf8(&rest[..length.unwrap_or(rest.len())]).map_err(|error| error.to_string())?;
        self.position += word.len();
        match word {
            "null" => Ok(Value::Null),
            "true" => Ok(Value::Bool(true)),
            "false" => Ok(Value::Bool(false)),
            digits => digits.parse().map(Value::Number).map_err(|_| format!("{digits:?} is no value")),
        }
    }
}

//! The client that the Rust example asks: nonce windows, and nothing else.

pub struct Window {
    pub base: u64,
    pub used: u16,
}

pub struct Rejection {
    pub stage: &'static str,
    pub reason: &'static str,
}

fn reject(reason: &'static str) -> Result<Window, Rejection> {
    Err(Rejection { stage: "validate", reason })
}

pub fn use_nonce(window: Window, nonce: u64) -> Result<Window, Rejection> {
    let Some(offset) = nonce.checked_sub(window.base) else {
        return reject("nonce_too_low");
    };
    if offset >= 16 {
        return reject("nonce_too_high");
    }
    if window.used >> offset & 1 == 1 {
        return reject("nonce_already_used");
    }
    let spent = window.used | 1 << offset;
    let slide = spent.trailing_ones();
    match window.base.checked_add(slide.into()) {
        Some(base) => Ok(Window { base, used: spent.checked_shr(slide).unwrap_or(0) }),
        None => reject("nonce_exhausted"),
    }
}

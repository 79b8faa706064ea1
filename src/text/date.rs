//! Calendar days: a written format, and the number of a day. Small enough to need no date library.

/// How a date is written: `M` and `D` take one or two digits, `MM` and `DD` exactly two, `YYYY` four; the rest stands
/// for itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateFormat {
    text: String,
}

/// A day of the Gregorian calendar that exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Date {
    year: i64,
    month: i64,
    day: i64,
}

impl DateFormat {
    /// A format such as `M/D/YYYY`.
    ///
    /// # Errors
    /// It lacks the year, the month or the day.
    pub fn new(text: impl Into<String>) -> Result<Self, String> {
        let text = text.into();
        let has = |part: &str| text.matches(part).count() == 1;
        let whole = has("YYYY") && text.matches('Y').count() == 4 && (has("MM") || has("M")) && (has("DD") || has("D"));
        if whole {
            Ok(Self { text })
        } else {
            Err(format!("`{text}` is no date format; write it as `M/D/YYYY` or `YYYY-MM-DD`"))
        }
    }

    /// The format as it was given.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Reads a date; none where it is written otherwise or no such day exists.
    pub fn read(&self, written: &str) -> Option<Date> {
        let (mut format, mut rest) = (self.text.as_str(), written);
        let (mut year, mut month, mut day) = (0, 0, 0);
        while let Some(letter) = format.chars().next() {
            let width = format.len() - format.trim_start_matches(letter).len();
            match letter {
                'Y' => year = digits(&mut rest, width, 4)?,
                'M' => month = digits(&mut rest, width, 2)?,
                'D' => day = digits(&mut rest, width, 2)?,
                _ => rest = rest.strip_prefix(&format[..width])?,
            }
            format = &format[width..];
        }
        if rest.is_empty() { Date::new(year, month, day) } else { None }
    }

    /// Writes a date.
    pub fn write(&self, date: Date) -> String {
        let pad = |text: String, long: &str, short: &str, value: i64| {
            if text.contains(long) {
                text.replace(long, &format!("{value:02}"))
            } else {
                text.replace(short, &value.to_string())
            }
        };
        let text = self.text.replace("YYYY", &format!("{:04}", date.year));
        pad(pad(text, "MM", "M", date.month), "DD", "D", date.day)
    }
}

/// Takes `least` to `most` digits off the front.
fn digits(rest: &mut &str, least: usize, most: usize) -> Option<i64> {
    let count = rest.bytes().take(most).take_while(u8::is_ascii_digit).count();
    let (number, tail) = rest.split_at(count);
    *rest = tail;
    (count >= least).then(|| number.parse().ok())?
}

impl Date {
    /// The day, if it exists.
    pub fn new(year: i64, month: i64, day: i64) -> Option<Self> {
        ((1..=12).contains(&month) && (1..=days_in(year, month)).contains(&day)).then_some(Self { year, month, day })
    }

    /// Days from 1970-01-01. Counts from March, so that the leap day ends a year, in eras of 400 years (146,097 days).
    pub fn days(self) -> i64 {
        let year = self.year - i64::from(self.month <= 2);
        let era = year.div_euclid(400);
        let year_of_era = year.rem_euclid(400);
        let day_of_year = (153 * ((self.month + 9) % 12) + 2) / 5 + self.day - 1;
        era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
    }
}

fn days_in(year: i64, month: i64) -> i64 {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        2 => 28 + i64::from(leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_the_format_says() {
        let us = DateFormat::new("M/D/YYYY").unwrap();
        assert_eq!(us.read("11/01/2024"), us.read("11/1/2024"));
        for wrong in ["2024-11-01", "11/1/24", "11/1/2024 ", "13/1/2024", "2/30/2024", "11-1-2024", "", "é/1/2024"] {
            assert_eq!(us.read(wrong), None, "{wrong}");
        }
        let iso = DateFormat::new("YYYY-MM-DD").unwrap();
        assert_eq!(iso.read("2024-1-1"), None);
        assert_eq!(iso.write(us.read("2/9/2024").unwrap()), "2024-02-09");
        assert!(DateFormat::new("MM/YYYY").is_err());
    }

    #[test]
    fn counts_days() {
        let days = |y, m, d| Date::new(y, m, d).unwrap().days();
        assert_eq!(days(1970, 1, 1), 0);
        assert_eq!(days(2000, 3, 1), 11_017);
        assert_eq!(days(2026, 1, 1), 20_454);
        assert_eq!(days(1969, 12, 31), -1);
        assert_eq!(days(2024, 3, 1) - days(2024, 2, 28), 2);
        assert_eq!(Date::new(1900, 2, 29), None);
    }
}

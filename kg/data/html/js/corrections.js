const correctionForm = () => null, correctionsLink = () => null, correctionsPanel = () => [];
